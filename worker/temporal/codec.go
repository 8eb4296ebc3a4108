package temporal

import (
	"context"
	"errors"
	"fmt"

	"go.temporal.io/api/common/v1"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"
	"google.golang.org/protobuf/proto"
)

const (
	encryptedEncoding = "binary/aes-256-gcm"
	keyIDMetadata     = "encryption-key-id"
)

// Errors of a payload that must not reach a workflow.
var (
	ErrNotEncrypted = errors.New("payload is not encrypted")
	ErrUnknownKey   = errors.New("payload is encrypted with a key that is not in the ring")
	ErrTampered     = errors.New("payload is damaged or was changed")
)

// codec encrypts every payload whole, its type included, before it leaves this process.
type codec struct{ ring *KeyRing }

var _ converter.PayloadCodec = codec{}

// Encode encrypts the payloads with the newest key.
func (c codec) Encode(payloads []*common.Payload) ([]*common.Payload, error) {
	sealed := make([]*common.Payload, len(payloads))
	for i, payload := range payloads {
		plain, err := proto.Marshal(payload)
		if err != nil {
			return nil, fmt.Errorf("encrypt payload: %w", err)
		}
		id := []byte(c.ring.newest)
		sealed[i] = &common.Payload{
			Metadata: map[string][]byte{converter.MetadataEncoding: []byte(encryptedEncoding), keyIDMetadata: id},
			Data:     c.ring.seals[c.ring.newest].Seal(nil, nil, plain, id),
		}
	}
	return sealed, nil
}

// Decode refuses what was not encrypted by a key of the ring: whoever can write into Temporal's database cannot put
// words into a workflow. Errors: ErrNotEncrypted, ErrUnknownKey, ErrTampered.
func (c codec) Decode(payloads []*common.Payload) ([]*common.Payload, error) {
	opened := make([]*common.Payload, len(payloads))
	for i, payload := range payloads {
		plain, err := c.open(payload)
		if err != nil {
			return nil, fmt.Errorf("decrypt payload: %w", err)
		}
		opened[i] = plain
	}
	return opened, nil
}

func (c codec) open(payload *common.Payload) (*common.Payload, error) {
	if encoding := payload.GetMetadata()[converter.MetadataEncoding]; string(encoding) != encryptedEncoding {
		return nil, fmt.Errorf("%w: encoding %q", ErrNotEncrypted, encoding)
	}
	id := payload.GetMetadata()[keyIDMetadata]
	seal, known := c.ring.seals[string(id)]
	if !known {
		return nil, fmt.Errorf("%w: %q", ErrUnknownKey, id)
	}
	plain, err := seal.Open(nil, nil, payload.GetData(), id)
	if err != nil {
		return nil, fmt.Errorf("%w: key %q", ErrTampered, id)
	}
	opened := &common.Payload{}
	if err := proto.Unmarshal(plain, opened); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrTampered, err)
	}
	return opened, nil
}

// blockingCodec is the codec inside workflow code. There an error would end the workflow for ever, only because a key is
// missing on one machine; a panic makes the task wait and try again until the key is back.
type blockingCodec struct{ codec }

// Decode panics where codec.Decode returns an error.
func (c blockingCodec) Decode(payloads []*common.Payload) ([]*common.Payload, error) {
	opened, err := c.codec.Decode(payloads)
	if err != nil {
		panic(err)
	}
	return opened, nil
}

// dataConverter chooses the codec by where it is called from.
type dataConverter struct {
	converter.DataConverter
	ring *KeyRing
}

var _ workflow.ContextAware = dataConverter{}

// WithContext serves clients and activities.
func (c dataConverter) WithContext(context.Context) converter.DataConverter { return c }

// WithWorkflowContext serves workflow code.
func (c dataConverter) WithWorkflowContext(workflow.Context) converter.DataConverter {
	return converter.NewCodecDataConverter(converter.GetDefaultDataConverter(), blockingCodec{codec{c.ring}})
}

// DataConverter encrypts arguments, results, updates, signals, markers and memos.
func (r *KeyRing) DataConverter() converter.DataConverter {
	return dataConverter{converter.NewCodecDataConverter(converter.GetDefaultDataConverter(), codec{r}), r}
}

// FailureConverter encrypts messages and stack traces of errors too; only the error's type stays readable.
func (r *KeyRing) FailureConverter() converter.FailureConverter {
	return temporal.NewDefaultFailureConverter(temporal.DefaultFailureConverterOptions{
		DataConverter:          r.DataConverter(),
		EncodeCommonAttributes: true,
	})
}
