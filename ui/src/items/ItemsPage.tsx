import { useState } from "react";
import { useTranslation } from "react-i18next";
import { go, useAddress, withSearch } from "../hall/address";
import { Go } from "../hall/Go";
import { useLoaded } from "../hall/loaded";
import { useTitle } from "../hall/title";
import { Failure, Waiting } from "../hall/Waiting";
import { Icon } from "../Icon";
import { useLimitWords } from "../limitWords";
import { kindName } from "../outcome";
import { named } from "../show";
import { type ItemSummary, listEvents, listUnits, searchItems, type Wanted } from "./api";
import { SearchBox } from "./SearchBox";
import { useEventName } from "./useEventName";
import "./items.css";

/** What was asked for in the address: one list for names, units, life events and whom an item serves. */
function wantedAt(address: string): Wanted {
  const search = new URL(address, location.origin).searchParams;
  const served = search.get("served");
  return {
    q: search.get("q") ?? undefined,
    unit: search.get("unit") ?? undefined,
    event: search.get("event") ?? undefined,
    served: served === "person" || served === "organisation" ? served : undefined,
  };
}

/** Items found, with the ways to narrow them down. */
export function ItemsPage() {
  const { t } = useTranslation("item");
  const wanted = wantedAt(useAddress());
  useTitle(t("title"));
  return (
    <div className="column">
      <h1>{t("title")}</h1>
      <SearchBox key={wanted.q} q={wanted.q} />
      <Narrow wanted={wanted} />
      <Found key={JSON.stringify(wanted)} wanted={wanted} />
    </div>
  );
}

function Narrow({ wanted }: { wanted: Wanted }) {
  const { t, i18n } = useTranslation(["item", "word"]);
  const eventName = useEventName();
  const units = useLoaded("units", listUnits).value?.rows ?? [];
  const events = useLoaded("events", listEvents).value?.rows ?? [];
  const narrow = (change: Partial<Wanted>) => go(withSearch("/items", { ...wanted, ...change }));
  const choices = [
    { key: "unit", label: t("unit"), options: units.map((unit) => [unit.id, named(unit, i18n.language)]) },
    { key: "event", label: t("event"), options: events.map((event) => [event.key, eventName(event)]) },
    {
      key: "served",
      label: t("served"),
      options: (["person", "organisation"] as const).map((who) => [who, t(`word:served.${who}`)]),
    },
  ] as const;
  return (
    <div className="narrow">
      {choices.map(({ key, label, options }) => (
        <label key={key}>
          {label}
          <select value={wanted[key] ?? ""} onChange={(event) => narrow({ [key]: event.target.value || undefined })}>
            <option value="">{t("all")}</option>
            {options.map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </label>
      ))}
      {Object.values(wanted).some(Boolean) && <Go to="/items">{t("clear")}</Go>}
    </div>
  );
}

function Found({ wanted }: { wanted: Wanted }) {
  const { t } = useTranslation("item");
  const first = useLoaded(JSON.stringify(wanted), () => searchItems(wanted));
  const [further, add] = useState<{ rows: ItemSummary[]; next?: string } | undefined>();
  const [failure, fail] = useState<unknown>();
  return (
    <Waiting on={first}>
      {(page) => {
        const rows = [...page.rows, ...(further?.rows ?? [])];
        const next = further ? further.next : page.next;
        const more = () =>
          searchItems(wanted, next).then((answer) => {
            add({ rows: [...(further?.rows ?? []), ...answer.rows], next: answer.next });
          }, fail);
        if (rows.length === 0) return <None q={wanted.q} />;
        return (
          <>
            <ul className="items" aria-label={t("found", { count: rows.length })}>
              {rows.map((item) => (
                <ItemLine key={item.key} item={item} />
              ))}
            </ul>
            {failure !== undefined && <Failure failure={failure} />}
            {next && (
              <button type="button" className="button" onClick={more}>
                {t("more")}
              </button>
            )}
          </>
        );
      }}
    </Waiting>
  );
}

function None({ q }: { q?: string }) {
  const { t } = useTranslation("item");
  return (
    <div className="sheet" role="status">
      <h2>{q ? t("none", { q }) : t("noneAt")}</h2>
      <p>{t("noneLong")}</p>
    </div>
  );
}

function ItemLine({ item }: { item: ItemSummary }) {
  const { t, i18n } = useTranslation(["item", "word"]);
  const limit = useLimitWords();
  const kind = kindName(item.kind, i18n.language);
  return (
    <li className="item">
      <div>
        <h2>
          <Go to={`/items/${item.key}`}>{named(item, i18n.language)}</Go>
        </h2>
        <p className="item-facts">
          <span>{named(item.unit, i18n.language)}</span>
          <span>{kind}</span>
          <span>{t("promised", { limit: limit(item.promised) })}</span>
          {item.free && <span>{t("word:free")}</span>}
        </p>
      </div>
      {item.online !== false && (
        <Go
          to={`/items/${item.key}/apply`}
          className="button"
          aria-label={`${t("apply")} ${named(item, i18n.language)}`}
        >
          <Icon name="draft" />
          {t("apply")}
        </Go>
      )}
    </li>
  );
}
