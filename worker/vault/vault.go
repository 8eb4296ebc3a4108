// Package vault keeps the contents of files (attachments): by the address of their content, encrypted, in a folder or
// an object store.
package vault

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"

	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"
	_ "gocloud.dev/blob/s3blob" // s3://bucket?region=…
	"gocloud.dev/gcerrors"

	"mingcha/models"
)

// Cipher encrypts contents for their place.
type Cipher interface {
	Wrap(plain []byte, place string) ([]byte, error)
	Unwrap(wrapped []byte, place string) ([]byte, error)
}

// Vault is an open store of contents.
type Vault struct {
	bucket *blob.Bucket
	cipher Cipher
	scan   Scanner
}

// Open opens a folder (a plain path) or an object store (a URL such as s3://bucket?region=cn-south-1). scan may be nil:
// then every content waits to be scanned.
func Open(ctx context.Context, place string, cipher Cipher, scan Scanner) (*Vault, error) {
	bucket, err := open(ctx, place)
	if err != nil {
		return nil, fmt.Errorf("open the vault at %s: %w", place, err)
	}
	return &Vault{bucket: bucket, cipher: cipher, scan: scan}, nil
}

func open(ctx context.Context, place string) (*blob.Bucket, error) {
	if u, err := url.Parse(place); err == nil && u.Scheme != "" {
		return blob.OpenBucket(ctx, place)
	}
	if err := os.MkdirAll(place, 0o700); err != nil {
		return nil, err
	}
	return fileblob.OpenBucket(place, &fileblob.Options{NoTempDir: true, Metadata: fileblob.MetadataDontWrite})
}

// Keep writes a content and returns its address. A content that is there already stays as it is.
func (v *Vault) Keep(ctx context.Context, content []byte) (string, error) {
	sum := sha256.Sum256(content)
	address := hex.EncodeToString(sum[:])
	if there, err := v.bucket.Exists(ctx, key(address)); err != nil || there {
		return address, away(err)
	}
	wrapped, err := v.cipher.Wrap(content, address)
	if err != nil {
		return "", err
	}
	return address, away(v.bucket.WriteAll(ctx, key(address), wrapped, nil))
}

// Open reads a content. It is checked against its address, so that a damaged or exchanged file is never handed out.
func (v *Vault) Open(ctx context.Context, address string) (io.ReadCloser, error) {
	wrapped, err := v.bucket.ReadAll(ctx, key(address))
	if gcerrors.Code(err) == gcerrors.NotFound {
		return nil, models.Errorf(models.NotFound, "no_such_file", "there is no such file")
	}
	if err != nil {
		return nil, away(err)
	}
	content, err := v.cipher.Unwrap(wrapped, address)
	if err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != address {
		return nil, errors.New("the content does not belong to its address " + address)
	}
	return io.NopCloser(bytes.NewReader(content)), nil
}

// Drop removes a content; one that is not there is gone already.
func (v *Vault) Drop(ctx context.Context, address string) error {
	if err := v.bucket.Delete(ctx, key(address)); gcerrors.Code(err) != gcerrors.NotFound {
		return away(err)
	}
	return nil
}

// Scan says whether a content is clean; without a scanner it waits.
func (v *Vault) Scan(ctx context.Context, content []byte) (models.ScanState, error) {
	if v.scan == nil {
		return models.ScanPending, nil
	}
	return v.scan.Scan(ctx, content)
}

// Close closes the store.
func (v *Vault) Close() error { return v.bucket.Close() }

// key spreads contents over 256 folders.
func key(address string) string {
	if len(address) < 2 {
		return "00/" + address
	}
	return address[:2] + "/" + address
}

func away(err error) error {
	if err == nil {
		return nil
	}
	return errors.Join(models.Errorf(models.StoreAway, "store_unavailable", "the file store does not answer; send the same again"), err)
}
