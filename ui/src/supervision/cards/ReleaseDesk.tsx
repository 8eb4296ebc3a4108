import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { click } from "../../http";
import { Icon } from "../../Icon";
import { verbLook, wordOf } from "../../looks";
import { ReasonDialog } from "../../shared/ReasonDialog";
import { signalsChanged } from "../changed";
import { type CardsVerb, commandCards } from "./api";
import { CardTable } from "./CardTable";
import type { CardRow } from "./search";

const verbs: CardsVerb[] = ["release_card", "drop_card"];

/** As many as the server takes at once. */
const atMost = 200;

type Results = Awaited<ReturnType<typeof commandCards>>;

/** Withheld cards to release or drop, one by one on their pages or many at once here, each with its own result. */
export function ReleaseDesk({ rows, loading }: { rows: CardRow[]; loading: boolean }) {
  const { t, i18n } = useTranslation("supervision");
  const [marked, mark] = useState<ReadonlySet<string>>(new Set());
  const [verb, choose] = useState<CardsVerb>();
  const [results, tell] = useState<Results>();
  // what has left the list meanwhile is no longer chosen
  const chosen = new Set(rows.filter(({ id }) => marked.has(id)).map(({ id }) => id));
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    mark(next);
  };
  const some = chosen.size > 0 && chosen.size < rows.length;
  const all = () => mark(new Set(chosen.size === rows.length ? [] : rows.slice(0, atMost).map(({ id }) => id)));
  return (
    <>
      {rows.length > 0 && (
        <div className="filters filters-wide aligned">
          <Checkbox checked={chosen.size === rows.length} indeterminate={some} onChange={all}>
            {t("queue.chooseAll")}
          </Checkbox>
          <span role="status">{t("queue.chosen", { n: chosen.size })}</span>
          {verbs.map((each) => (
            <Button
              key={each}
              icon={<Icon name={verbLook(each).icon} />}
              disabled={chosen.size === 0}
              onClick={() => choose(each)}
            >
              {wordOf(verbLook(each), i18n.language)}
            </Button>
          ))}
        </div>
      )}
      <CardTable rows={rows} loading={loading} choosing={{ chosen, toggle }} />
      {verb && (
        <Bulk
          verb={verb}
          ids={[...chosen]}
          onDone={(told) => {
            choose(undefined);
            tell(told);
          }}
          onClose={() => choose(undefined)}
        />
      )}
      {results && <Outcomes results={results} rows={rows} onClose={() => tell(undefined)} />}
    </>
  );
}

type Asked = { verb: CardsVerb; ids: string[]; onDone: (results: Results) => void; onClose: () => void };

function Bulk({ verb, ids, onDone, onClose }: Asked) {
  const { t, i18n } = useTranslation("supervision");
  const cache = useQueryClient();
  const [key] = useState(click);
  const deciding = useMutation({
    mutationFn: (reason: string) => commandCards(verb, key, ids, reason),
    onSuccess: async (results) => {
      onDone(results);
      await signalsChanged(cache);
    },
  });
  return (
    <ReasonDialog
      title={wordOf(verbLook(verb), i18n.language)}
      danger={verb === "drop_card"}
      busy={deciding.isPending}
      fault={deciding.error}
      onGive={deciding.mutate}
      onClose={onClose}
    >
      <p>
        {t("queue.chosen", { n: ids.length })}。{t(`queue.bulkEffect.${verb}`)}
      </p>
    </ReasonDialog>
  );
}

/** What became of each card of a command on many; those that were not done say why. */
function Outcomes({ results, rows, onClose }: { results: Results; rows: CardRow[]; onClose: () => void }) {
  const { t } = useTranslation("supervision");
  const left = results.rows.filter(({ fault }) => fault);
  const about = (id: string) => {
    const row = rows.find((each) => each.id === id);
    return row ? `${row.rule} ${row.number}` : id;
  };
  return (
    <Modal
      open
      title={t("queue.result")}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {t("queue.close")}
        </Button>
      }
    >
      <p role="status">{t("queue.bulkDone", { done: results.done, left: results.failed })}</p>
      <ul className="aside-list">
        {left.map(({ id, fault }) => (
          <li key={id}>
            <Icon name="alert" /> <span className="figure">{about(id)}</span> {fault?.sentence}
          </li>
        ))}
      </ul>
    </Modal>
  );
}
