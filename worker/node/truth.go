package node

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"syscall"
	"time"

	"mingcha/api"
	"mingcha/models"
	"mingcha/worker/outbox"
	"mingcha/workflows"
)

const patrolPeriod = workflows.PatrolPeriod

// truth is the operations page: what this house would rather not hide.
func (n *Node) truth(ctx context.Context) (api.Operations, error) {
	now := n.act.Now()
	reason, held := n.trust.Held()
	out := api.Operations{
		Version: Version, Time: api.TimeTrust{Now: now, Trusted: !held, Reason: reason},
		Store: part(n.writable(ctx)), Engine: part(n.probes()["engine"](ctx)), Calendar: n.calendarState(now),
	}
	late, err := n.store.ArmedBefore(ctx, now.Add(-5*time.Minute), 1000)
	if err != nil {
		return out, err
	}
	out.Timers.Late = len(late)
	if len(late) > 0 {
		out.Timers.Oldest = late[0].For
	}
	withheld, err := n.store.CountWithheld(ctx)
	if err != nil {
		return out, err
	}
	out.Brake = api.BrakeState{On: held, Reason: reason, Withheld: withheld}
	if out.Patrol.Last, err = n.lastSeen(ctx); err != nil {
		return out, err
	}
	out.Patrol.PeriodSeconds = int(patrolPeriod.Seconds())
	if out.Backup.Last, err = n.lastBackup(ctx); err != nil {
		return out, err
	}
	if !out.Backup.Last.IsZero() {
		out.Backup.AgeHours = int(now.Sub(out.Backup.Last).Hours())
	}
	if out.Disk, err = n.disk(ctx, now); err != nil {
		return out, err
	}
	out.Incidents, err = n.store.CountIncidents(ctx, everywhere)
	return out, err
}

// writable tries whether the database can be written: a full disk can still be read.
func (n *Node) writable(ctx context.Context) error {
	now := n.act.Now()
	return n.store.SetSetting(ctx, "written", now.UTC().Format(time.RFC3339Nano), now)
}

func part(err error) api.PartState {
	if err != nil {
		return api.PartState{Detail: err.Error()}
	}
	return api.PartState{Ok: true}
}

// calendarState says until when working days are certain, and whether a calendar is wanting.
func (n *Node) calendarState(now time.Time) api.CalendarState {
	national := n.inForce.Calendar("")
	state := api.CalendarState{Revision: national.Revision(), MissingNextYear: national.Wanting(now) != 0}
	year, month, day := national.LoadedUntil(now).Civil()
	state.LoadedUntil.Time = time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	return state
}

// disk says how much room the data folder's disk has, and for how many days it lasts.
func (n *Node) disk(ctx context.Context, now time.Time) (api.DiskState, error) {
	var s syscall.Statfs_t
	if syscall.Statfs(n.settings.Data, &s) != nil {
		return api.DiskState{}, nil
	}
	free := int64(s.Bavail) * s.Bsize
	left, err := n.daysLeft(ctx, free, now)
	if models.CodeOf(err) == models.StoreAway {
		err = nil // the page says so of the store
	}
	return api.DiskState{FreeBytes: free, DaysLeft: left}, err
}

// room is how much was free at the beginning of the time over which the pace is measured.
type room struct {
	At   time.Time
	Free int64 // bytes
}

// pace is the time over which the disk's pace is measured; it begins anew when it is over or when room was made.
const pace, soonest = 7 * 24 * time.Hour, time.Hour

// daysLeft is how many days the free room lasts at the pace of the last days; 0 while it is not known, or grows.
func (n *Node) daysLeft(ctx context.Context, free int64, now time.Time) (int, error) {
	const name = "disk_room"
	text, found, err := n.store.Setting(ctx, name)
	if err != nil {
		return 0, err
	}
	var begun room
	if !found || json.Unmarshal([]byte(text), &begun) != nil || free > begun.Free || now.Sub(begun.At) > pace {
		kept, err := json.Marshal(room{now, free})
		if err != nil {
			return 0, err
		}
		if err := n.store.SetSetting(ctx, name, string(kept), now); err != nil || !found || free > begun.Free {
			return 0, err
		}
	}
	used, over := begun.Free-free, now.Sub(begun.At)
	if used <= 0 || over < soonest {
		return 0, nil
	}
	return max(1, int(float64(free)/float64(used)*over.Hours()/24)), nil
}

// lastBackup is when the last backup was finished, zero if never.
func (n *Node) lastBackup(ctx context.Context) (time.Time, error) {
	value, found, err := n.store.Setting(ctx, "backup_finished")
	if err != nil || !found {
		return time.Time{}, err
	}
	return time.Parse(time.RFC3339Nano, value)
}

// list shows the settings in force; secrets are left out.
func (s Settings) list() []api.Setting {
	var out []api.Setting
	v := reflect.ValueOf(s)
	for i := range v.NumField() {
		if !v.Type().Field(i).IsExported() {
			continue
		}
		name := v.Type().Field(i).Tag.Get("koanf")
		switch value := v.Field(i).Interface().(type) {
		case string:
			if name != "database" {
				out = append(out, api.Setting{Key: name, Value: value})
			}
		case int:
			out = append(out, api.Setting{Key: name, Value: strconv.Itoa(value)})
		case bool:
			out = append(out, api.Setting{Key: name, Value: strconv.FormatBool(value)})
		case outbox.MailSettings:
			out = append(out, api.Setting{Key: name, Value: strings.TrimSpace(value.Server + " " + value.Security + " " + value.From)})
		case outbox.SMSSettings:
			out = append(out, api.Setting{Key: name, Value: host(value.URL)})
		case outbox.WeComSettings:
			out = append(out, api.Setting{Key: name, Value: host(value.URL)})
		case outbox.DingTalkSettings:
			out = append(out, api.Setting{Key: name, Value: host(value.URL)})
		case OIDC:
			out = append(out, api.Setting{Key: name, Value: fmt.Sprintf("%s %s", value.Issuer, value.Client)})
		}
	}
	return out
}
