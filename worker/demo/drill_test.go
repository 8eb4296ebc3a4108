package demo

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mingcha/models/process"
)

type anywhere struct{}

func (anywhere) RoleExists(string) bool     { return true }
func (anywhere) UnitKindExists(string) bool { return true }

func TestDrill(t *testing.T) {
	t.Run("is an item that could be published", func(t *testing.T) {
		source, err := process.Parse("drill.yaml", []byte(drillItem))
		require.NoError(t, err)
		bundle, err := process.Compile(source, anywhere{})
		require.NoError(t, err)
		require.Equal(t, "drill", bundle.Procedure.Item)
	})
}
