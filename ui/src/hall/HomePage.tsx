import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../Icon";
import type { IconName } from "../icons";
import { listEvents, listUnits } from "../items/api";
import { SearchBox } from "../items/SearchBox";
import { useEventName } from "../items/useEventName";
import { named } from "../show";
import { withSearch } from "./address";
import { Go } from "./Go";
import { useLoaded } from "./loaded";
import { useTitle } from "./title";
import { Waiting } from "./Waiting";

type Quick = "track" | "drafts" | "verify" | "complain" | "survey" | "scores";

const quick: { to: string; word: Quick; icon: IconName }[] = [
  { to: "/track", word: "track", icon: "clock" },
  { to: "/drafts", word: "drafts", icon: "draft" },
  { to: "/verify", word: "verify", icon: "shield" },
  { to: "/complaints", word: "complain", icon: "whistle" },
  { to: "/surveys", word: "survey", icon: "draft" },
  { to: "/scores", word: "scores", icon: "board" },
];

/** The first page: one question, and every way to the item that answers it. */
export function HomePage() {
  const { t } = useTranslation("hall");
  useTitle(undefined);
  const events = useLoaded("events", listEvents);
  const eventName = useEventName();
  const units = useLoaded("units", listUnits);
  return (
    <>
      <Hero events={events.value?.rows.slice(0, 8) ?? []} />
      <div className="column">
        <QuickWays />
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
              <Tiles
                tiles={rows.map((event) => ({
                  ...event,
                  name: eventName(event),
                  name_en: undefined,
                  to: toEvent(event),
                }))}
              />
            )}
          </Waiting>
        </section>
        <section aria-labelledby="units">
          <h2 id="units">{t("units")}</h2>
          <Waiting on={units}>
            {({ rows }) => (
              <Tiles wide tiles={rows.map((unit) => ({ ...unit, to: withSearch("/items", { unit: unit.id }) }))} />
            )}
          </Waiting>
        </section>
        <Promises />
      </div>
    </>
  );
}

type Event = { key: string; name: string; name_en?: string };
const toEvent = ({ key }: Event) => withSearch("/items", { event: key });

function Hero({ events }: { events: Event[] }) {
  const { t } = useTranslation("hall");
  const eventName = useEventName();
  return (
    <section className="hero">
      <div className="hero-inner">
        <h1>{t("hero.title")}</h1>
        <p>{t("hero.lead")}</p>
        <SearchBox />
        <ul className="chips" aria-label={t("hero.popular")}>
          {events.map((event) => (
            <li key={event.key}>
              <Go to={toEvent(event)}>{eventName(event)}</Go>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function QuickWays() {
  const { t } = useTranslation("hall");
  return (
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
  );
}

type Tile = { to: string; name: string; name_en?: string; items?: number };

/** How many tiles show until somebody wants to see all. */
const firstTiles = { narrow: 21, wide: 12 };

function Tiles({ tiles, wide }: { tiles: Tile[]; wide?: boolean }) {
  const { t, i18n } = useTranslation("hall");
  const [all, show] = useState(false);
  const first = wide ? firstTiles.wide : firstTiles.narrow;
  return (
    <>
      <ul className={wide ? "tiles tiles-wide" : "tiles"}>
        {(all ? tiles : tiles.slice(0, first)).map((tile) => (
          <li key={tile.to}>
            <Go to={tile.to}>
              {named(tile, i18n.language)} <small className="figure">{tile.items}</small>
            </Go>
          </li>
        ))}
      </ul>
      {!all && tiles.length > first && (
        <button type="button" className="link" onClick={() => show(true)}>
          {t("all", { count: tiles.length })}
        </button>
      )}
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
