package access

import "mingcha/policies/directory"

// Open opens a gate over a policy and a model of a test's own.
func Open(policy, conf string, s *directory.Snapshot) (*Gate, error) { return newGate(policy, conf, s) }

// The shipped texts.
var (
	PolicyText = policyText
	ModelText  = modelText
)
