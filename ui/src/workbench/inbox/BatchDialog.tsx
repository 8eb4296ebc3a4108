import { Alert, App, Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { Failure } from "../../shared/Failure";
import { useKeyedAct } from "../../shared/useKeyedAct";
import { named } from "../../show";
import { approveBatch, type BatchResult, type Task } from "./api";

/** The most tasks of one batch. */
export const mostOfBatch = 50;

const place = ({ case: id, step }: { case: string; step: string }) => `${id}/${step}`;

/**
 * Approves the tasks chosen, and no others: each keeps an opinion of its own, which begins with the common one, and each
 * has its own result. Refusing is never one of many.
 */
export function BatchDialog({ tasks, onClose }: { tasks: Task[]; onClose: () => void }) {
  const { t, i18n } = useTranslation("workbench");
  const { message } = App.useApp();
  const [common, say] = useState("");
  const [own, change] = useState<Record<string, string>>({});
  const [results, tell] = useState<BatchResult[]>([]);
  const approving = useKeyedAct(approveBatch, [["inbox"], ["cases"]], ({ rows, done }) => {
    tell(rows);
    message.info(t("batch.done", { done, all: rows.length }));
  });
  const opinion = (task: Task) => (own[place(task)] ?? common).trim();
  const ready = tasks.every((task) => opinion(task).length >= 2);
  const send = () =>
    approving.mutate(
      tasks.map((task) => ({ case: task.case, step: task.step, round: task.round, note: opinion(task) })),
    );
  const told = results.length > 0;
  return (
    <Modal
      open
      width={760}
      title={t("batch.title", { n: tasks.length })}
      okText={told ? t("batch.close") : t("batch.approve")}
      okButtonProps={{ disabled: !ready, loading: approving.isPending }}
      cancelButtonProps={{ hidden: told }}
      onOk={told ? onClose : send}
      onCancel={onClose}
    >
      <Failure fault={approving.error} />
      {!told && (
        <Form.Item label={t("batch.common")} htmlFor="batch-common" extra={t("batch.hint")}>
          <Input.TextArea id="batch-common" rows={2} value={common} onChange={(event) => say(event.target.value)} />
        </Form.Item>
      )}
      <ul className="batch">
        {tasks.map((task) => (
          <li key={place(task)}>
            <span className="figure">{task.number}</span> {named(task.item, i18n.language)}
            {told ? (
              <Result result={results.find((each) => place(each) === place(task))} />
            ) : (
              <Input
                aria-label={t("batch.opinionOf", { number: task.number })}
                value={own[place(task)] ?? common}
                maxLength={4000}
                onChange={(event) => change({ ...own, [place(task)]: event.target.value })}
              />
            )}
          </li>
        ))}
      </ul>
    </Modal>
  );
}

function Result({ result }: { result?: BatchResult }) {
  const { t } = useTranslation("workbench");
  if (result === undefined) return null;
  if (result.done)
    return (
      <span className="badge tone-good">
        <Icon name="check" />
        {t("batch.line", { line: result.line })}
      </span>
    );
  return <Alert type="warning" showIcon title={result.sentence ?? result.reason} />;
}

/** How many of the list are chosen, and the way to approve them. */
export function BatchBar({ chosen, onApprove }: { chosen: Task[]; onApprove: () => void }) {
  const { t } = useTranslation("workbench");
  if (chosen.length === 0) return null;
  const many = chosen.length > mostOfBatch;
  return (
    <div className="batch-bar" role="status">
      <span>{many ? t("batch.tooMany", { n: mostOfBatch }) : t("batch.chosen", { n: chosen.length })}</span>
      <Button type="primary" icon={<Icon name="check" />} disabled={many} onClick={onApprove}>
        {t("batch.approve")}
      </Button>
    </div>
  );
}
