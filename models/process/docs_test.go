package process_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTheExampleOfTheManualIsAnItem(t *testing.T) {
	manual, err := os.ReadFile("../../docs/procedures.md")
	require.NoError(t, err)
	_, rest, _ := strings.Cut(string(manual), "```yaml\n")
	example, _, _ := strings.Cut(rest, "```")
	b := compile(t, example)
	require.Len(t, b.Procedure.Steps, 8)
}
