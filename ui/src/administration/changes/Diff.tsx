import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type DiffLine, diffOf, hunks } from "./diff";

const signs: Record<DiffLine["kind"], string> = { same: " ", gone: "−", come: "+" };

/** Before and after, line by line; a sign and a word say what went and what came, not the colour alone. */
export function Diff({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation("administration");
  const shown = useMemo(() => hunks(diffOf(before, after), 2), [before, after]);
  if (shown.length === 0) return <p className="hint">{t("changes.nothing")}</p>;
  return (
    <div className="diff">
      {shown.map((line, i) =>
        line === "gap" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line of a comparison is named by its place
          <p key={i} className="hint">
            …
          </p>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line of a comparison is named by its place
          <p key={i} className={`diff-${line.kind}`}>
            <span aria-hidden="true">{signs[line.kind]}</span>
            {line.kind !== "same" && <span className="visually-hidden">{t(`changes.${line.kind}`)}</span>}
            <code>{line.text}</code>
          </p>
        ),
      )}
    </div>
  );
}
