package workflows

import (
	"errors"

	"go.temporal.io/sdk/temporal"

	"mingcha/models"
)

// reasonMoving is the reason of a refusal that only says "send the same command again".
const reasonMoving = "moving"

// pack carries one of our errors through Temporal; unpack restores it at the other end. Anything else passes as it is.
func pack(err error) error {
	var known *models.Error
	if err == nil || !errors.As(err, &known) {
		return err
	}
	return temporal.NewNonRetryableApplicationError(known.Text, string(known.Code), nil, *known)
}

func unpack(err error) error {
	var packed *temporal.ApplicationError
	if err == nil || !errors.As(err, &packed) {
		return err
	}
	known := &models.Error{}
	if packed.HasDetails() && packed.Details(known) == nil && known.Code != "" {
		return known
	}
	return err
}

// passes reports whether the same command may succeed later: the store is away, or it was our own fault.
func passes(err error) bool {
	code := models.CodeOf(unpack(err))
	return code == models.StoreAway || code == models.Internal
}
