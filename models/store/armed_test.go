package store

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models"
)

func TestEveryKindOfSubjectHasItsTable(t *testing.T) {
	var kinds []models.Kind
	for _, a := range armedTables {
		kinds = append(kinds, a.kind)
	}
	require.Equal(t, models.Kinds(), kinds)
}
