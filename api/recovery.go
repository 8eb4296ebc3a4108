package api

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"time"

	"mingcha/models"
)

// Messages carries a one-time code to the phone that the case has on record, or to the window where there is no
// gateway for short messages.
type Messages interface {
	OneTimeCode(ctx context.Context, subject, unit, phone, code string) error
}

// Keeper is the part of the store that keeps single values; taking one gives it to one caller only.
type Keeper interface {
	Setting(ctx context.Context, name string) (value string, found bool, err error)
	SetSetting(ctx context.Context, name, value string, now time.Time) error
	TakeSetting(ctx context.Context, name string) (value string, found bool, err error)
}

// oneTime is what is kept of a one-time code: only its digest.
type oneTime struct {
	Digest string    `json:"digest"`
	Until  time.Time `json:"until"`
}

const oneTimeLife = 10 * time.Minute

func recoveryOf(subject string) string { return "recovery/" + subject }

func digestOfCode(subject, code string) string {
	sum := sha256.Sum256([]byte(subject + "\x00" + readAs.Replace(strings.ToUpper(code))))
	return hex.EncodeToString(sum[:])
}

// RecoverCode sends a one-time code if number, identity and phone belong together. The answer is the same if not.
func (s *Server) RecoverCode(ctx context.Context, req RecoverCodeRequestObject) (RecoverCodeResponseObject, error) {
	if err := s.rates.allow("track", requestOf(ctx).source, s.Limits.Trackings); err != nil {
		s.flood(ctx, "recover")
		return nil, err
	}
	if err := s.sendOneTime(ctx, *req.Body); err != nil {
		switch models.CodeOf(err) {
		case models.NotFound, models.Overloaded:
			s.failed(ctx, models.AuditLine{Account: models.ApplicantAccount, Action: "recover", Reason: models.ReasonOf(err)})
		default:
			return nil, err
		}
	}
	return RecoverCode202JSONResponse{Text: s.sentences.reason("recovery_taken", requestOf(ctx).spoken())}, nil
}

func (s *Server) sendOneTime(ctx context.Context, asked Recovery) error {
	row, err := s.Cases.CaseByNumber(ctx, strings.TrimSpace(asked.Number))
	if err != nil {
		return err
	}
	if row.ApplicantRef != s.personRef(asked.Identity) {
		return notFound("recovery_mismatch", "the identity is not the applicant's")
	}
	f, err := s.folded(ctx, row, time.Time{})
	if err != nil {
		return err
	}
	said, err := s.contents(ctx, f)
	if err != nil {
		return err
	}
	if said.application.Applicant.Phone != asked.Phone {
		return notFound("recovery_mismatch", "the phone is not the registered one")
	}
	if err := s.rates.allow("recover", row.ID, Rate{Burst: 3, PerMinute: 1}); err != nil {
		return err
	}
	code := rand.Text()[:8]
	kept, err := json.Marshal(oneTime{digestOfCode(row.ID, code), s.Now().Add(oneTimeLife)})
	if err != nil {
		return err
	}
	if err := s.Settings.SetSetting(ctx, recoveryOf(row.ID), string(kept), s.Now()); err != nil {
		return err
	}
	return s.Messages.OneTimeCode(ctx, row.ID, row.Unit, asked.Phone, code)
}

var errRecovery = models.Errorf(models.NotFound, "recovery_failed", "the one-time code is not right or has expired")

// RedeemCode turns a one-time code into a new query code. A code works once.
func (s *Server) RedeemCode(ctx context.Context, req RedeemCodeRequestObject) (RedeemCodeResponseObject, error) {
	if err := s.rates.allow("track", requestOf(ctx).source, s.Limits.Trackings); err != nil {
		s.flood(ctx, "redeem")
		return nil, err
	}
	number := strings.TrimSpace(req.Body.Number)
	row, err := s.Cases.CaseByNumber(ctx, number)
	if err == nil {
		err = s.redeem(ctx, row.ID, req.Body.Code)
	}
	switch models.CodeOf(err) {
	case "":
	case models.NotFound, models.Overloaded:
		s.failed(ctx, models.AuditLine{Account: models.ApplicantAccount, Action: "redeem", Reason: models.ReasonOf(err)})
		return nil, errRecovery
	default:
		return nil, err
	}
	code := codeFor(s.Blinder, "query code", rand.Text())
	if err := s.Codes.SetQueryCode(ctx, row.ID, number, code); err != nil {
		return nil, err
	}
	line := models.AuditLine{Account: models.ApplicantAccount, Action: "redeem", Outcome: models.Allowed, Subject: row.ID, Path: row.Path}
	return RedeemCode200JSONResponse{Number: number, QueryCode: code}, s.note(ctx, line)
}

func (s *Server) redeem(ctx context.Context, subject, code string) error {
	if err := s.rates.allow("redeem", subject, Rate{Burst: 5, PerMinute: 1}); err != nil {
		return err
	}
	text, found, err := s.Settings.Setting(ctx, recoveryOf(subject))
	if err != nil || !found {
		return orNotFound(err)
	}
	var kept oneTime
	if err := json.Unmarshal([]byte(text), &kept); err != nil {
		return err
	}
	if kept.Digest != digestOfCode(subject, code) || !s.Now().Before(kept.Until) {
		return errRecovery
	}
	_, taken, err := s.Settings.TakeSetting(ctx, recoveryOf(subject))
	if err != nil || !taken {
		return orNotFound(err)
	}
	return nil
}

func orNotFound(err error) error {
	if err != nil {
		return err
	}
	return errRecovery
}
