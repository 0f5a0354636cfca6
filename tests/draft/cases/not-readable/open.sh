curl https://api.acme.io/things -H 'X-Token: geheim-123

curl -d @body.json https://api.acme.io/things
curl -X POST

curl https://api.acme.io/things

not a response
