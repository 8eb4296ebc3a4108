// Package subsystems holds the supervised fields as data: one folder each, with its service items, procedures, forms
// and supervision rules. Adding a field adds a folder.
package subsystems

import "embed"

// AdministrativeApproval is the folder of the field that runs first.
const AdministrativeApproval = "administrative-approval"

// Files are the folders of all fields.
//
//go:embed all:administrative-approval all:accountability
var Files embed.FS
