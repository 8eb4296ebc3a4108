package access

import (
	"fmt"

	"mingcha/policies/directory"
)

// within is directory.Within for the matcher of model.conf.
func within(args ...any) (any, error) {
	if len(args) != 2 {
		return false, fmt.Errorf("within: two paths are wanted, there are %d", len(args))
	}
	ancestor, ok := args[0].(string)
	path, alsoOK := args[1].(string)
	if !ok || !alsoOK {
		return false, fmt.Errorf("within: two paths are wanted, there are %T and %T", args[0], args[1])
	}
	return directory.Within(ancestor, path), nil
}

// stands is Relation.stands for the matcher of model.conf.
func stands(args ...any) (any, error) {
	if len(args) != 4 {
		return false, fmt.Errorf("stands: four arguments are wanted, there are %d", len(args))
	}
	relation, ok := args[0].(string)
	inside, alsoInside := args[1].(bool)
	s, alsoSeat := args[2].(seat)
	o, alsoSubject := args[3].(subject)
	if !ok || !alsoInside || !alsoSeat || !alsoSubject {
		return false, fmt.Errorf("stands: got %T, %T, %T and %T", args[0], args[1], args[2], args[3])
	}
	return Relation(relation).stands(inside, s, o), nil
}
