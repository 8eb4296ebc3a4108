import { useQuery } from "@tanstack/react-query";
import { useRouteContext } from "@tanstack/react-router";
import { App, Checkbox, Form, Modal, Radio, Select } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../../shared/Failure";
import { useKeyedAct } from "../../shared/useKeyedAct";
import { named } from "../../show";
import { colleaguesQuery } from "../commands/api";
import { stepName } from "../words";
import { handOverTasksQuery, type NewHandOver, orderHandOver, type Task } from "./api";
import { taskKey } from "./InboxTable";

type Filled = { giver: string; to?: string; ground: NewHandOver["ground"] };

const grounds = ["shift", "leave", "departure"] as const;

/** Hands over open work: the list is shown first, and what is chosen from it passes on, nothing that comes later. */
export function HandOverDialog({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation(["workbench", "fault"]);
  const { me } = useRouteContext({ from: "/shell" });
  const { message } = App.useApp();
  const [form] = Form.useForm<Filled>();
  const giver = Form.useWatch("giver", form) ?? me.account;
  const colleagues = useQuery(colleaguesQuery(me.appointments[0]?.unit.id, undefined));
  const lying = useQuery(handOverTasksQuery(giver));
  const tasks = lying.data?.rows ?? [];
  const [kept, keep] = useState<string[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another person's list begins with everything chosen
  useEffect(() => keep([]), [giver]);
  const passing = tasks.filter((task) => !kept.includes(taskKey(task)));
  const ordering = useKeyedAct(orderHandOver, [["hand-overs"], ["inbox"], ["cases"]]);
  const people = (colleagues.data?.rows ?? []).map(({ account, name }) => ({ value: account, label: name }));
  const order = ({ giver, to, ground }: Filled) =>
    ordering.mutate(
      {
        giver,
        ground,
        ...(to && { to }),
        tasks: passing.map(({ case: id, step, round }) => ({ case: id, step, round })),
      },
      {
        onSuccess: () => {
          message.success(t("handOver.ordered"));
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      width={720}
      title={t("handOver.title")}
      okText={t("handOver.order", { n: passing.length })}
      okButtonProps={{ loading: ordering.isPending, disabled: passing.length === 0 }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Failure fault={ordering.error ?? lying.error} />
      <Form<Filled>
        form={form}
        name="hand-over"
        layout="vertical"
        initialValues={{ giver: me.account, ground: "shift" }}
        onFinish={order}
      >
        <Form.Item name="giver" label={t("handOver.giver")}>
          <Select showSearch={{ optionFilterProp: "label" }} options={people} />
        </Form.Item>
        <Form.Item name="to" label={t("handOver.to")} extra={t("handOver.toHint")}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            options={people.filter(({ value }) => value !== giver)}
          />
        </Form.Item>
        <Form.Item name="ground" label={t("handOver.ground")}>
          <Radio.Group options={grounds.map((value) => ({ value, label: t(`handOver.grounds.${value}`) }))} />
        </Form.Item>
      </Form>
      {lying.data?.more && <p className="hint">{t("handOver.more")}</p>}
      {tasks.length === 0 && !lying.isPending && <p className="hint">{t("handOver.none")}</p>}
      <ul className="batch">
        {tasks.map((task: Task) => (
          <li key={taskKey(task)}>
            <Checkbox
              checked={!kept.includes(taskKey(task))}
              onChange={({ target }) =>
                keep(target.checked ? kept.filter((key) => key !== taskKey(task)) : [...kept, taskKey(task)])
              }
            >
              <span className="figure">{task.number}</span> {named(task.item, i18n.language)} ·{" "}
              {stepName(task, i18n.language)}
            </Checkbox>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
