import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { go, withSearch } from "../hall/address";
import { Icon } from "../Icon";

/** The question of the hall: what do you need to do? */
export function SearchBox({ q = "" }: { q?: string }) {
  const { t } = useTranslation("hall");
  const [text, type] = useState(q);
  const id = useId();
  const search = (event: FormEvent) => {
    event.preventDefault();
    go(withSearch("/items", { q: text.trim() }));
  };
  return (
    <form className="search" onSubmit={search}>
      <search>
        <label className="visually-hidden" htmlFor={id}>
          {t("hero.label")}
        </label>
        <Icon name="search" size={22} />
        <input
          id={id}
          type="search"
          name="q"
          value={text}
          maxLength={60}
          autoComplete="off"
          enterKeyHint="search"
          placeholder={t("hero.placeholder")}
          onChange={(event) => type(event.target.value)}
        />
        <button type="submit" className="button primary">
          {t("hero.button")}
        </button>
      </search>
    </form>
  );
}
