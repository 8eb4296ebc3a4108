package embedded

import (
	"fmt"
	"net"
	"strconv"
)

const loopback = "127.0.0.1"

// ports are the loopback ports of the services, in the order they are started.
type ports struct {
	frontend, history, matching, worker int
}

// choosePorts keeps the wanted frontend port, or takes a free one for 0, and free ones for the other services.
func choosePorts(frontend int) (ports, error) {
	chosen := ports{frontend: frontend}
	if frontend != 0 {
		if err := probe(frontend); err != nil {
			return ports{}, err
		}
	}
	for _, port := range []*int{&chosen.frontend, &chosen.history, &chosen.matching, &chosen.worker} {
		if *port != 0 {
			continue
		}
		free, err := freePort()
		if err != nil {
			return ports{}, err
		}
		*port = free
	}
	return chosen, nil
}

func address(port int) string { return net.JoinHostPort(loopback, strconv.Itoa(port)) }

// probe tells whether a port is taken before the server is built, because the server itself only dies of it.
func probe(port int) error {
	listener, err := net.Listen("tcp", address(port))
	if err != nil {
		return fmt.Errorf("port %d for the embedded Temporal server is taken: %w", port, err)
	}
	return listener.Close()
}

// freePort returns a loopback port that the system will not hand out again for about a minute:
// the side that closes a connection first keeps its port in TIME_WAIT, which a new listener may reuse and nobody else.
func freePort() (int, error) {
	listener, err := net.Listen("tcp", address(0))
	if err != nil {
		return 0, fmt.Errorf("find a free loopback port: %w", err)
	}
	defer func() { _ = listener.Close() }()
	caller, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		return 0, fmt.Errorf("reserve a free loopback port: %w", err)
	}
	defer func() { _ = caller.Close() }()
	accepted, err := listener.Accept()
	if err != nil {
		return 0, fmt.Errorf("reserve a free loopback port: %w", err)
	}
	_ = accepted.Close()
	return listener.Addr().(*net.TCPAddr).Port, nil
}
