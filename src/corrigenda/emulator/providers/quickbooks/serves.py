"""SDL of everything that the behaviour reads and returns, from the requests and responses shown.

Written by hand, to compare the merged schema with. Nullability is left to the schema. The page has
no pagination; that of projects has the form of the service's other pages.
"""

SERVES = """
scalar Amount
scalar Date
scalar DateTime

type Query { company: Company }
type Company {
  projects(filter: ProjectFilter, pagination: PaginationInput): ProjectConnection
  invoices(filter: InvoiceFilter): InvoiceConnection
  bills(filter: BillFilter): BillConnection
}
type Mutation {
  createProject(project: CreateProjectInput): Project
  updateProject(project: UpdateProjectInput): Project
  deleteProject(id: ID): Project
  recoverProject(id: ID): Project
  createInvoice(invoice: CreateInvoiceInput): Invoice
  updateInvoice(invoice: UpdateInvoiceInput): Invoice
  deleteInvoice(id: ID): DeleteResult
  createBill(billDetails: CreateBillInput): Bill
  updateBill(billDetails: UpdateBillInput): Bill
  deleteBill(id: ID): DeleteResult
}

type ProjectConnection { nodes: [Project] pageInfo: PageInfo }
type InvoiceConnection { nodes: [Invoice] }
type BillConnection { nodes: [Bill] }
type PageInfo {
  hasNextPage: Boolean hasPreviousPage: Boolean startCursor: String endCursor: String
}
enum ProjectStatus { TODO OPEN IN_PROGRESS COMPLETE BLOCKED CANCELLED DELETED }
type Project {
  id: ID name: String description: String status: ProjectStatus
  active: Boolean completedDate: DateTime customer: Customer
}
type Customer { id: ID displayName: String firstName: String lastName: String phone: String }
type Metadata { entityVersion: String }
type Invoice {
  id: ID metadata: Metadata amount: Amount customer: Customer project: Project
  itemLines: [SalesTransactionItemLine]
}
type SalesTransactionItemLine {
  sequence: String description: String amount: Amount quantity: Int item: Item
  unitPrice: Amount account: Account class: Class serviceDate: Date
}
type Item { id: ID name: String sku: String active: Boolean salesDetails: ItemSalesDetails }
type ItemSalesDetails { description: String incomeAccount: Account price: Amount }
type Account { id: ID name: String fullyQualifiedName: String }
type Class { id: ID name: String }
type Bill {
  id: ID metadata: Metadata term: Term vendor: Vendor transactionDate: Date dueDate: Date
  billNumber: String accountLines: [PurchaseTransactionAccountLine]
  itemLines: [PurchaseTransactionItemLine]
}
type Term { id: ID name: String dueDays: Int type: String }
type Vendor { id: ID displayName: String }
type PurchaseTransactionAccountLine {
  sequence: String description: String amount: Amount account: Account
  customer: Customer project: Project
}
type PurchaseTransactionItemLine {
  sequence: String description: String amount: Amount quantity: Int item: Item
  unitPrice: Amount customer: Customer project: Project class: Class
}
type DeleteResult { id: ID success: Boolean }

input ReferenceInput { id: ID }
input MetadataInput { entityVersion: String }
input PaginationInput { first: Int after: String }
input StringFilter { equals: String }
input ProjectStatusFilter { equals: ProjectStatus }
input ProjectFilter {
  id: StringFilter customerId: StringFilter status: ProjectStatusFilter
  and: [ProjectFilter] or: [ProjectFilter]
}
input InvoiceFilter { id: StringFilter }
input BillFilter { id: StringFilter }
input CreateProjectInput { name: String description: String customer: ReferenceInput }
input UpdateProjectInput {
  id: ID name: String description: String status: ProjectStatus customer: ReferenceInput
}
input SalesTransactionItemLineInput {
  description: String amount: Amount quantity: Int class: ReferenceInput item: ReferenceInput
  serviceDate: Date unitPrice: Amount account: ReferenceInput
}
input CreateInvoiceInput {
  customer: ReferenceInput project: ReferenceInput amount: Amount
  itemLines: [SalesTransactionItemLineInput]
}
input UpdateInvoiceInput {
  id: ID metadata: MetadataInput customer: ReferenceInput project: ReferenceInput amount: Amount
  itemLines: [SalesTransactionItemLineInput]
}
input PurchaseTransactionAccountLineInput {
  description: String amount: Amount account: ReferenceInput customer: ReferenceInput
  project: ReferenceInput
}
input PurchaseTransactionItemLineInput {
  description: String amount: Amount quantity: Int item: ReferenceInput unitPrice: Amount
  customer: ReferenceInput project: ReferenceInput class: ReferenceInput
}
input CreateBillInput {
  billNumber: String transactionDate: Date dueDate: Date term: ReferenceInput
  vendor: ReferenceInput accountLines: [PurchaseTransactionAccountLineInput]
  itemLines: [PurchaseTransactionItemLineInput]
}
input UpdateBillInput {
  id: ID metadata: MetadataInput billNumber: String transactionDate: Date dueDate: Date
  term: ReferenceInput vendor: ReferenceInput accountLines: [PurchaseTransactionAccountLineInput]
  itemLines: [PurchaseTransactionItemLineInput]
}
"""
