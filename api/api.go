// Package api is the HTTP face of Mingcha: openapi.yaml is the contract, contract.gen.go is generated from it, one file
// holds the handlers of one noun, and one place answers errors.
package api

//go:generate go tool -modfile=../tools/go.mod oapi-codegen -config oapi-codegen.yaml openapi.yaml
