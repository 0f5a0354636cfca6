"""The documents that the tests send: those of the page that are valid GraphQL."""

FIELDS = "id number total customerId siteId billedOn dueOn"

LIST = f"""
query GetInvoices($siteId: String!, $pagination: PaginationGQLInputType,
                  $sorting: [SortingGQLInputType], $filter: [FilterGQLInputType]) {{
  invoices(siteId: $siteId, pagination: $pagination, sorting: $sorting, filter: $filter) {{
    isSuccess message pagination {{ page perPage totalRecords }} data {{ {FIELDS} }}
  }}
}}"""

GET = f"""
query GetInvoice($siteId: String!, $invoiceId: String!) {{
  invoice(siteId: $siteId, invoiceId: $invoiceId) {{ {FIELDS} }}
}}"""

CREATE = f"""
mutation CreateInvoice($siteId: String!, $customerId: String!, $requesterId: String!,
                       $invoice: InvoiceGQLInputType!) {{
  createInvoiceMutation(siteId: $siteId, customerId: $customerId, requesterId: $requesterId,
                        invoice: $invoice) {{
    isSuccess message value {{ {FIELDS} }}
  }}
}}"""

PAY = """
mutation MarkInvoiceAsPaid($siteId: String!, $invoiceId: String!, $requesterId: String!,
                           $sitePaymentMethodId: String!) {
  markInvoiceAsPaid(siteId: $siteId, invoiceId: $invoiceId, requesterId: $requesterId,
                    sitePaymentMethodId: $sitePaymentMethodId) { isSuccess message }
}"""

VOID = """
mutation VoidInvoice($siteId: String!, $invoiceId: String!, $requesterId: String!) {
  voidInvoice(siteId: $siteId, invoiceId: $invoiceId, requesterId: $requesterId) {
    isSuccess message
  }
}"""
