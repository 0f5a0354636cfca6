# list
$ curl -s 'https://api.acme.io/v1/invoices?page=1&per_page=20&status=open' \
    -H 'Authorization: Bearer geheim-token-123' \
    -H "X-Tenant: 42"

HTTP/1.1 200 OK
Content-Type: application/json; charset=utf-8
Set-Cookie: sid=abcdefgh

{"data":[{"id":"6f1c1f0a-1111-4222-8333-444455556666","amount":10.50,"customer":{"name":"Bob","email":"b@x.io"},"paid":null,"created_at":"2024-01-01T00:00:00Z","tags":[]},
{"id":"6f1c1f0a-1111-4222-8333-444455556667","amount":10,"customer":{"name":"Bob","email":"b@x.io"},"paid":true,"created_at":"2024-01-01T00:00:00Z","tags":["x"],"note":"hi"}],"meta":{"total":2,"page":1}}

curl https://api.acme.io/v1/invoices/6f1c1f0a-1111-4222-8333-444455556666 -H 'Authorization: Bearer geheim-token-123'

{"id":"6f1c1f0a-1111-4222-8333-444455556666","amount":10.50,"customer":{"name":"Bob","email":"b@x.io"},"paid":null,"created_at":"2024-01-01T00:00:00Z","tags":[]}

curl -X POST https://api.acme.io/v1/invoices -H 'Authorization: Bearer geheim-token-123' -H 'content-type: application/json' -d '{"amount": 10.5,
 "customer": {"name": "Bob", "email":"b@x.io"}}'

curl -XDELETE https://api.acme.io/v1/invoices/6f1c1f0a-1111-4222-8333-444455556666 -u bob:geheim22
curl https://api.acme.io/v1/login -d user=bob -d 'password=geheim2' --data-urlencode 'x=a b'

{"access_token": "tok_geheim", "expires_in": 3600, "when": "2024-01-01"}
curl https://api.acme.io/v1/files -F file=@x.png -F name=bob
curl --json $'{"a": "it\'s"}' https://api.acme.io/v1/things?ids[]=1\&ids[]=2

[1, "a", null, {"x": 1, "y": 2}]
curl https://api.acme.io/v1/invoices/abc/lines -H 'X-Api-Key: geheimkey'
