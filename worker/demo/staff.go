package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/alexedwards/argon2id"

	"mingcha/models"
	"mingcha/policies/directory"
)

// Password opens every account of the demo city. It is no secret: the city listens on loopback only.
const Password = "mingcha-demo-2026"

// surnames of the invented officials; they are called surname, 某 and a number.
var surnames = []rune("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜")

// staff puts an invented official on every post.
func (c *City) staff(ctx context.Context, today time.Time) error {
	_, have, err := c.Store.CountAccounts(ctx)
	if err != nil {
		return err
	}
	snapshot := c.InForce.Snapshot()
	if have >= len(snapshot.Posts) {
		return nil
	}
	hash, err := argon2id.CreateHash(Password, argon2id.DefaultParams)
	if err != nil {
		return fmt.Errorf("hash the demo password: %w", err)
	}
	since := today.AddDate(-1, 0, 0)
	var rows []models.AppointmentRow
	for i, post := range snapshot.Posts {
		login, name := person(snapshot.Staff, post, i)
		a := snapshot.Appoint(post, login, since)
		rows = append(rows, models.AppointmentRow{
			ID: a.ID, Person: login, Role: a.Role, Unit: a.Unit, Division: a.Division, From: a.From, MadeBy: "demo", Made: today,
		})
		if i < have {
			continue
		}
		err := c.Store.CreateAccount(ctx, models.AccountRow{
			ID: login, Login: login, Name: models.Sealed(name), Password: hash, Demo: true, Made: today, Changed: today,
		})
		if err != nil {
			return err
		}
	}
	_, err = c.Store.ChangeAppointments(ctx, -1, rows...)
	return err
}

// person is the example staff's, where the directory has one for the post.
func person(staff []directory.Staff, post directory.Post, i int) (login, name string) {
	for _, s := range staff {
		if s.Post == post.ID {
			return s.Login, s.Name
		}
	}
	return fmt.Sprintf("p%04d", i+1), fmt.Sprintf("%c某%03d", surnames[i%len(surnames)], i+1)
}
