// The embedded PostgreSQL's binaries for Windows.
//DEPS io.zonky.test.postgres:embedded-postgres-binaries-windows-amd64:18.6.0
