package vault

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"mingcha/models"
)

// Scanner looks for viruses.
type Scanner interface {
	Scan(ctx context.Context, content []byte) (models.ScanState, error)
}

// Clamd asks a ClamAV daemon over its INSTREAM command. Address is "host:port" or the path of its socket.
type Clamd struct{ Address string }

// scanTime is how long one scan may take.
const scanTime = 30 * time.Second

// Scan sends the content in one chunk. A daemon that does not answer is an error: nothing passes unscanned.
func (c Clamd) Scan(ctx context.Context, content []byte) (models.ScanState, error) {
	network := "tcp"
	if strings.HasPrefix(c.Address, "/") {
		network = "unix"
	}
	dialer := net.Dialer{Timeout: 5 * time.Second}
	conn, err := dialer.DialContext(ctx, network, c.Address)
	if err != nil {
		return "", fmt.Errorf("reach the virus scanner: %w", err)
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(scanTime)); err != nil {
		return "", fmt.Errorf("talk to the virus scanner: %w", err)
	}
	message := append([]byte("zINSTREAM\x00"), binary.BigEndian.AppendUint32(nil, uint32(len(content)))...)
	message = append(append(message, content...), 0, 0, 0, 0)
	if _, err := conn.Write(message); err != nil {
		return "", fmt.Errorf("talk to the virus scanner: %w", err)
	}
	answer, err := io.ReadAll(conn)
	if err != nil {
		return "", fmt.Errorf("hear the virus scanner: %w", err)
	}
	return verdict(strings.TrimRight(string(answer), "\x00\n"))
}

func verdict(answer string) (models.ScanState, error) {
	switch {
	case strings.HasSuffix(answer, "OK"):
		return models.ScanClean, nil
	case strings.HasSuffix(answer, "FOUND"):
		return models.ScanInfected, nil
	default:
		return "", fmt.Errorf("the virus scanner answered %q", answer)
	}
}
