import { useTranslation } from "react-i18next";
import { useLoaded } from "../hall/loaded";
import type { PageProps } from "../hall/pages";
import { useTitle } from "../hall/title";
import { Waiting } from "../hall/Waiting";
import { type Guide, readGuide } from "../items/api";
import { named } from "../show";
import { readDraft } from "./api";
import { keptDraft } from "./drafts";
import { FilingForm } from "./FilingForm";
import { begun, resumed } from "./filing";
import "./applications.css";

/** Applying online: the guide, then the draft that the address or this device knows, then the form. */
export function ApplyPage({ part }: PageProps) {
  const { t, i18n } = useTranslation("application");
  const opened = useLoaded(part, () => open(part));
  const name = opened.value && named(opened.value.guide, i18n.language);
  useTitle(name && `${t("title")}:${name}`);
  return (
    <div className="column apply">
      <Waiting on={opened}>{(start) => <FilingForm key={start.handle ?? "new"} {...start} />}</Waiting>
    </div>
  );
}

/** A handle comes in the address behind "#", where it is not sent to servers or written to logs. */
async function open(item: string) {
  const handle = new URLSearchParams(location.hash.slice(1)).get("draft") ?? undefined;
  const [guide, elsewhere] = await Promise.all([
    readGuide(item),
    handle ? readDraft(handle).catch(() => undefined) : undefined,
  ]);
  if (elsewhere) return { guide, start: resumed(guide, elsewhere.filing), resumed: true, handle };
  return { guide, ...startHere(guide) };
}

function startHere(guide: Guide) {
  const kept = keptDraft(guide.key);
  if (!kept) return { start: begun(guide), resumed: false, handle: undefined };
  return { start: resumed(guide, kept.filing), resumed: true, handle: kept.handle };
}
