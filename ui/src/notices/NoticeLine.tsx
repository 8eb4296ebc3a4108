import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Badge } from "../Badge";
import { briefInstant, named } from "../show";
import { leadsTo, type Notice } from "./api";
import { noticeLook } from "./looks";

/** One notice: what kind, which case, when. */
export function NoticeLine({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const { i18n } = useTranslation();
  return (
    <div className={notice.read ? "notice-line" : "notice-line notice-unread"}>
      <Badge look={noticeLook(notice.kind)} />
      <Link to={leadsTo(notice)} onClick={onOpen}>
        <span className="figure">{notice.number}</span> {notice.item && named(notice.item, i18n.language)}
      </Link>
      <time dateTime={notice.made}>{briefInstant(notice.made)}</time>
    </div>
  );
}
