package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/alexedwards/argon2id"
	"github.com/pquerna/otp/totp"

	"mingcha/api"
	"mingcha/models"
	"mingcha/models/process"
	"mingcha/worker/node"
)

const bureau = "dg-scjgj"

// Who works in the house.
const (
	clerk     = bureau + ".window_clerk-01"
	handler   = bureau + ".handler-01"
	approver  = bureau + ".approver-01"
	deliverer = bureau + ".delivery_clerk-01"
)

const (
	password     = "correct horse battery staple"
	secondFactor = "JBSWY3DPEHPK3PXP"
)

// house is a whole node with officials at work, reached over HTTP on loopback.
type house struct {
	*node.Measured
	folder   string
	door     *door
	cookies  map[string]string // sessions by account
	permit   *process.Bundle   // five steps, limits in working days
	deadline *process.Bundle   // the same, limits in minutes
}

//go:embed item.yaml
var permitItem string

//go:embed deadline.yaml
var deadlineItem string

func openHouse(ctx context.Context, folder string) (*house, error) {
	measured, err := node.Measure(ctx, node.Settings{Data: folder, Listen: "127.0.0.1:0", Log: "error"})
	if err != nil {
		return nil, err
	}
	h := &house{Measured: measured, folder: folder, cookies: map[string]string{}}
	if h.door, err = openDoor(measured.Face); err != nil {
		return nil, err
	}
	if err := h.hire(ctx); err != nil {
		return nil, fmt.Errorf("hire officials: %w", err)
	}
	if h.permit, err = h.publish(ctx, permitItem); err != nil {
		return nil, err
	}
	if h.deadline, err = h.publish(ctx, deadlineItem); err != nil {
		return nil, err
	}
	if err := h.Law.Refresh(ctx); err != nil {
		return nil, err
	}
	for _, who := range []string{clerk, handler, approver, deliverer} {
		if err := h.signIn(who); err != nil {
			return nil, err
		}
	}
	return h, nil
}

func (h *house) close() error {
	h.door.close()
	return h.Close()
}

// hire puts an official on every post and gives an account to those who work here.
func (h *house) hire(ctx context.Context) error {
	begun, places := time.Now().Add(-24*time.Hour), h.Law.Snapshot()
	var rows []models.AppointmentRow
	for _, p := range places.Posts {
		a := places.Appoint(p, strings.ReplaceAll(p.ID, "/", "."), begun)
		rows = append(rows, models.AppointmentRow{ID: a.ID, Person: a.Person, Role: a.Role, Unit: a.Unit, Division: a.Division, From: a.From})
	}
	if _, err := h.Store.ChangeAppointments(ctx, -1, rows...); err != nil {
		return err
	}
	hash, err := argon2id.CreateHash(password, argon2id.DefaultParams)
	if err != nil {
		return err
	}
	for _, who := range []string{clerk, handler, approver, deliverer} {
		err := h.Store.CreateAccount(ctx, models.AccountRow{
			ID: who, Login: who, Name: models.Sealed(who), Password: hash, TOTP: secondFactor, Made: begun, Changed: begun,
		})
		if err != nil {
			return err
		}
	}
	return h.Law.Refresh(ctx)
}

func (h *house) publish(ctx context.Context, source string) (*process.Bundle, error) {
	bundle, err := h.Law.Compile(source)
	if err != nil {
		return nil, fmt.Errorf("compile the measured item: %w", err)
	}
	content, err := json.Marshal(bundle)
	if err != nil {
		return nil, err
	}
	now := time.Now().UTC()
	return bundle, h.Store.PublishBundle(ctx, models.BundleRow{
		Item: bundle.Procedure.Item, From: now.Add(-time.Minute), Hash: bundle.Hash, Source: source, Content: content, PublishedBy: "bench", Published: now,
	})
}

func (h *house) signIn(who string) error {
	code, err := totp.GenerateCode(secondFactor, time.Now())
	if err != nil {
		return err
	}
	raw, err := json.Marshal(api.SignIn{Login: who, Password: password, Totp: code})
	if err != nil {
		return err
	}
	answer, err := h.door.web.Post(h.door.address+"/api/v1/sessions", "application/json", bytes.NewReader(raw))
	if err != nil {
		return fmt.Errorf("sign in: %w", err)
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("sign in: %s", answer.Status)
	}
	h.cookies[who] = answer.Cookies()[0].Value
	return nil
}

// door is a handler behind a listener on loopback, and the client that knocks there.
type door struct {
	address string
	server  *http.Server
	web     *http.Client
}

func openDoor(h http.Handler) (*door, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	d := &door{
		address: "http://" + listener.Addr().String(), server: &http.Server{Handler: h, ReadHeaderTimeout: time.Minute},
		web: &http.Client{Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: 64}},
	}
	go func() { _ = d.server.Serve(listener) }()
	return d, nil
}

func (d *door) close() { _ = d.server.Close() }
