import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { briefInstant, named } from "../../show";
import { copiesQuery } from "./api";

/** Cases of which I was told, with what I have not looked at yet in front of the eye. */
export function CopiesPanel() {
  const { t, i18n } = useTranslation("workbench");
  const { data } = useQuery(copiesQuery);
  if (!data?.rows.length) return null;
  return (
    <section className="panel away" aria-labelledby="copies">
      <h2 id="copies">
        <Icon name="send" /> {t("copies.title")}
      </h2>
      <ul>
        {data.rows.map((copy) => (
          <li key={`${copy.case} ${copy.made}`}>
            <Link to="/cases/$id" params={{ id: copy.case }} className="figure">
              {copy.number}
            </Link>
            <span>{named(copy.item, i18n.language)}</span>
            <span>{t("copies.by", { name: copy.by.name })}</span>
            <time className="figure hint">{briefInstant(copy.made)}</time>
            <span className={`badge tone-${copy.read ? "mute" : "wait"}`}>
              <Icon name={copy.read ? "eye" : "hourglass"} />
              {t(copy.read ? "copies.read" : "copies.unread")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
