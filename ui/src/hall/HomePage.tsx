import { useTranslation } from "react-i18next";
import { Icon } from "../Icon";
import type { IconName } from "../icons";
import { listEvents, listUnits } from "../items/api";
import { SearchBox } from "../items/SearchBox";
import { named } from "../show";
import { withSearch } from "./address";
import { Go } from "./Go";
import { useLoaded } from "./loaded";
import { useTitle } from "./title";
import { Waiting } from "./Waiting";

const quick: { to: string; word: "track" | "drafts" | "verify"; icon: IconName }[] = [
  { to: "/track", word: "track", icon: "clock" },
  { to: "/drafts", word: "drafts", icon: "draft" },
  { to: "/verify", word: "verify", icon: "shield" },
];

/** The first page: one question, and every way to the item that answers it. */
export function HomePage() {
  const { t, i18n } = useTranslation("hall");
  useTitle(undefined);
  const events = useLoaded("events", listEvents);
  const units = useLoaded("units", listUnits);
  const popular = events.value?.rows.slice(0, 8) ?? [];
  const name = (thing: { name: string; name_en?: string }) => named(thing, i18n.language);
  return (
    <>
      <section className="hero">
        <div className="hero-inner">
          <h1>{t("hero.title")}</h1>
          <p>{t("hero.lead")}</p>
          <SearchBox />
          <ul className="chips" aria-label={t("hero.popular")}>
            {popular.map((event) => (
              <li key={event.key}>
                <Go to={withSearch("/items", { event: event.key })}>{name(event)}</Go>
              </li>
            ))}
          </ul>
        </div>
      </section>
      <div className="column">
        <ul className="quick">
          {quick.map(({ to, word, icon }) => (
            <li key={to}>
              <Go to={to}>
                <Icon name={icon} size={30} />
                <span>
                  <strong>{t(`quick.${word}`)}</strong>
                  <span>{t(`quick.${word}Long`)}</span>
                </span>
              </Go>
            </li>
          ))}
        </ul>
        <div className="served">
          <Go to="/items?served=person">
            <Icon name="user" /> {t("persons")}
          </Go>
          <Go to="/items?served=organisation">
            <Icon name="building" /> {t("organisations")}
          </Go>
        </div>
        <section aria-labelledby="events">
          <h2 id="events">{t("events")}</h2>
          <Waiting on={events}>
            {({ rows }) => (
              <ul className="tiles">
                {rows.map((event) => (
                  <li key={event.key}>
                    <Go to={withSearch("/items", { event: event.key })}>
                      {name(event)} <small className="figure">{event.items}</small>
                    </Go>
                  </li>
                ))}
              </ul>
            )}
          </Waiting>
        </section>
        <section aria-labelledby="units">
          <h2 id="units">{t("units")}</h2>
          <Waiting on={units}>
            {({ rows }) => (
              <ul className="tiles tiles-wide">
                {rows.map((unit) => (
                  <li key={unit.id}>
                    <Go to={withSearch("/items", { unit: unit.id })}>
                      {name(unit)} <small className="figure">{unit.items}</small>
                    </Go>
                  </li>
                ))}
              </ul>
            )}
          </Waiting>
        </section>
        <Promises />
      </div>
    </>
  );
}

function Promises() {
  const { t } = useTranslation("hall");
  return (
    <section className="promise" aria-labelledby="promise">
      <h2 id="promise">{t("promise.title")}</h2>
      <dl>
        {(["clock", "once", "card"] as const).map((key) => (
          <div key={key}>
            <dt>{t(`promise.${key}`)}</dt>
            <dd>{t(`promise.${key}Long`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
