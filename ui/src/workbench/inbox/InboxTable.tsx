import type { TableColumnsType } from "antd";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { levelLooks } from "../../looks";
import { Rows } from "../../shared/Rows";
import { named } from "../../show";
import { CaseCell } from "../CaseCell";
import { LeftBadge } from "../LeftBadge";
import { stepName } from "../words";
import type { Section, Task } from "./api";
import { ClaimButton } from "./ClaimButton";

type Shown = {
  tasks: Task[];
  section: Section;
  loading: boolean;
  narrowed: boolean;
  chosen: string[];
  onChoose: (keys: string[]) => void;
};

/** Names a task among others. */
export const taskKey = (task: Task) => `${task.case}/${task.step}/${task.round}`;

/** The tasks of one section. The arrow keys go from case to case, Enter opens one. */
export function InboxTable({ tasks, section, loading, narrowed, chosen, onChoose }: Shown) {
  const { t } = useTranslation("workbench");
  const columns = useColumns(section);
  const nothing = narrowed ? t("inbox.noneFound") : t(`inbox.none.${section}`);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only passes the arrow keys on from link to link
    <div className="inbox-table" onKeyDown={arrows}>
      <p className="hint">
        {t("inbox.order")}
        <span className="keys">{t("inbox.keys")}</span>
      </p>
      <Rows<Task>
        rowKey={taskKey}
        rowSelection={
          tasks.some(({ batch }) => batch)
            ? {
                selectedRowKeys: chosen,
                onChange: (keys) => onChoose(keys.map(String)),
                getCheckboxProps: (task) => ({
                  disabled: !task.batch || task.part !== undefined || task.waits,
                  "aria-label": t("batch.choose", { number: task.number }),
                }),
              }
            : undefined
        }
        columns={columns}
        dataSource={tasks}
        loading={loading}
        least={860}
        rowClassName={(task) => `row-${task.level}`}
        nothing={nothing}
      />
    </div>
  );
}

function useColumns(section: Section): TableColumnsType<Task> {
  const { t, i18n } = useTranslation("workbench");
  return [
    {
      title: t("column.case"),
      render: (_, task) => (
        <CaseCell id={task.case} number={task.number}>
          {named(task.item, i18n.language)}
        </CaseCell>
      ),
    },
    {
      title: t("column.step"),
      width: 170,
      render: (_, task) => (
        <>
          {stepName(task, i18n.language)}
          {task.round > 1 && <span className="round">{t("round", { n: task.round })}</span>}
        </>
      ),
    },
    {
      title: t("column.left"),
      width: 220,
      render: (_, task) => <LeftBadge limit={{ ...task, due: task.step_due, counted: task.remaining }} />,
    },
    {
      title: t("column.level"),
      width: 120,
      render: (_, task) => task.level !== "none" && <Badge look={levelLooks[task.level]} />,
    },
    {
      title: t("column.holder"),
      width: 140,
      render: (_, task) => (
        <>
          {task.holder?.name ?? (section === "mine" ? null : <ClaimButton task={task} />)}
          {task.for && t("standsFor", { name: task.for.name })}
          {task.part && <span className="badge tone-calm">{t(`part.${task.part}`)}</span>}
          {task.waits && <span className="badge tone-wait">{t("part.waits")}</span>}
        </>
      ),
    },
  ];
}

/** Up and down move between the case links of the table. */
function arrows(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || !(event.target as HTMLElement).classList.contains("case-link")) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>(".case-link")];
  const next = links[links.indexOf(event.target as HTMLElement) + step];
  event.preventDefault();
  next?.focus();
}
