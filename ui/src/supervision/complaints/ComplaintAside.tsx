import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { Icon } from "../../Icon";
import { levelLooks, verbLook } from "../../looks";
import { legalInstant, named } from "../../show";
import { CardClocks } from "../cards/CardClocks";
import { Papers } from "../Papers";
import { type Complaint, fileAddress, paperAddress } from "./api";

/** Who complains of whom, the clocks, where it went and what followed. */
export function ComplaintAside({ complaint }: { complaint: Complaint }) {
  const { t } = useTranslation("complaint");
  return (
    <aside className="case-aside">
      <People complaint={complaint} />
      <CardClocks clocks={complaint.clocks} />
      <Papers
        label={`${t("papers")} ${complaint.row.number}`}
        title={t("papers")}
        papers={complaint.documents}
        address={(kind, line, language) => paperAddress(complaint.row.id, kind, line, language)}
      />
      <Files complaint={complaint} />
      <Hands complaint={complaint} />
      <Followed complaint={complaint} />
    </aside>
  );
}

function People({ complaint }: { complaint: Complaint }) {
  const { t } = useTranslation("supervision");
  const { complainant, accused } = complaint;
  const known = [complainant.name, complainant.phone, complainant.address].filter(Boolean).join(" · ");
  return (
    <section className="panel" aria-labelledby="complaint-people">
      <h2 id="complaint-people">{t("complaints.complainant")}</h2>
      <p>{complainant.shown === "anonymous" ? t("complaints.hidden") : known}</p>
      {accused.length > 0 && (
        <p>
          {t("complaints.accused")}: {accused.map(({ name }) => name).join(", ")}
        </p>
      )}
    </section>
  );
}

function Files({ complaint }: { complaint: Complaint }) {
  const { t } = useTranslation("supervision");
  if (complaint.files.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="complaint-files">
      <h2 id="complaint-files">{t("complaints.field.files")}</h2>
      <ul className="files">
        {complaint.files.map(({ address, name }) => (
          <li key={address}>
            {name ? (
              <a href={fileAddress(complaint.row.id, address)} target="_blank" rel="noreferrer">
                <Icon name="file" /> {name}
              </a>
            ) : (
              <span className="hint">
                <Icon name="file" /> {t("complaints.closedFile")}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Hands({ complaint }: { complaint: Complaint }) {
  const { t, i18n } = useTranslation("supervision");
  if (complaint.hands.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="complaint-hands">
      <h2 id="complaint-hands">{t("complaints.hands")}</h2>
      <ol className="aside-list">
        {complaint.hands.map((hand) => (
          <li key={hand.line}>
            <Badge look={verbLook(hand.verb)} /> {named(hand.to, i18n.language)}
            <span className="hint">
              <time className="figure">{legalInstant(hand.at)}</time> {hand.by?.name} {hand.reason}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Followed({ complaint }: { complaint: Complaint }) {
  const { t } = useTranslation("supervision");
  const { leads, signals } = complaint;
  if (leads.length === 0 && signals.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="complaint-followed">
      <h2 id="complaint-followed">{t("complaints.signals")}</h2>
      <ul className="aside-list">
        {signals.map((card) => (
          <li key={card.id}>
            <Link to="/cards/$id" params={{ id: card.id }}>
              <Badge look={levelLooks[card.level]} /> <span className="figure">{card.rule}</span>
            </Link>
          </li>
        ))}
        {leads.map((id) => (
          <li key={id}>
            <Link to="/leads/$id" params={{ id }}>
              {t("complaints.lead")}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
