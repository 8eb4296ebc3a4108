package models

// FromOutside reports whether an urge or a reopening comes from another unit than the case's own: then it is an
// intervention, with reason and basis, of which the unit is told.
func (c *Case) FromOutside(cmd Command) bool {
	return (cmd.Verb == Urge || cmd.Verb == Reopen) && cmd.Actor.Unit != "" && cmd.Actor.Unit != c.Filed.Unit
}

func basedFromOutside(c *Case, cmd Command) error {
	if !c.FromOutside(cmd) {
		return nil
	}
	if err := reasoned(c, cmd); err != nil {
		return err
	}
	return based(c, cmd)
}
