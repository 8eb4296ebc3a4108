package node

import (
	"crypto/ed25519"
	"encoding/base64"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestVerifyAsksForSeals(t *testing.T) {
	at := func(name, content string) string {
		path := filepath.Join(t.TempDir(), name)
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
		return path
	}
	record := at("record.jsonl", `{"mingcha_record":{"format":2,"bodies":true}}`+"\n"+`{"end":{"entries":0}}`+"\n")
	key := base64.StdEncoding.EncodeToString(make([]byte, ed25519.PublicKeySize))
	t.Run("neither the file of the seals nor the key may be left out", func(t *testing.T) {
		require.ErrorContains(t, Verify(io.Discard, record, "", key), "--seals")
		require.ErrorContains(t, Verify(io.Discard, record, at(sealFile, ""), ""), "--key")
	})
	t.Run("a file without a seal proves nothing, and is not called sound", func(t *testing.T) {
		require.ErrorContains(t, Verify(io.Discard, record, at(sealFile, ""), key), "holds no seal")
	})
}
