package node

import (
	"net/url"
	"strings"
	"time"

	"mingcha/models"
	"mingcha/worker/outbox"
)

// The pace of the channels: a robot may speak twenty times a minute.
const (
	carryEvery = 3 * time.Second
	mostMails  = 50
	mostSaid   = 1
)

// ways are the channels by which notices leave the house. The faults name every setting of one that is begun and cannot
// act.
func (s Settings) ways() (ways []outbox.Way, faults []error) {
	open := func(channel models.Channel, off bool, most int, make func() (outbox.Sender, error)) {
		if off {
			return
		}
		sender, err := make()
		if err != nil {
			faults = append(faults, err)
			return
		}
		ways = append(ways, outbox.Way{Channel: channel, Sender: sender, Most: most})
	}
	open(models.MailChannel, untold(s.Mail, defaults.Mail), mostMails, func() (outbox.Sender, error) { return outbox.NewMail(s.Mail, s.now) })
	open(models.SMSChannel, untold(s.SMS, defaults.SMS), mostMails, func() (outbox.Sender, error) { return outbox.NewSMS(s.SMS, s.now) })
	open(models.WeComChannel, untold(s.WeCom, defaults.WeCom), mostSaid, func() (outbox.Sender, error) { return outbox.NewWeCom(s.WeCom, s.now) })
	open(models.DingTalkChannel, untold(s.DingTalk, defaults.DingTalk), mostSaid, func() (outbox.Sender, error) { return outbox.NewDingTalk(s.DingTalk, s.now) })
	return ways, faults
}

// untold reports whether nobody has said anything about a channel.
func untold[T comparable](said, usual T) bool {
	var nothing T
	return said == usual || said == nothing
}

// host is all that is shown of an address which may hold a key.
func host(address string) string {
	u, err := url.Parse(strings.NewReplacer("{", "", "}", "").Replace(address))
	if err != nil {
		return ""
	}
	return u.Host
}
