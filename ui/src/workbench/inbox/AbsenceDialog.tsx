import { useQuery } from "@tanstack/react-query";
import { useRouteContext } from "@tanstack/react-router";
import { App, DatePicker, Form, Modal, Radio, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { Fault } from "../../fault";
import { Failure } from "../../shared/Failure";
import { useKeyedAct } from "../../shared/useKeyedAct";
import { named } from "../../show";
import { colleaguesQuery } from "../commands/api";
import { itemsQuery } from "../search/api";
import { type NewAbsence, recordAbsence } from "./api";

type Filled = {
  account: string;
  days: [Dayjs, Dayjs];
  ground?: NewAbsence["ground"];
  stand_in?: string;
  items?: string[];
};

const grounds = ["leave", "travel", "training", "other"] as const;

const headRole = "department_head";

/** Says from when to when somebody is away and who stands in: I myself, or as head of the unit a colleague. */
export function AbsenceDialog({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation(["workbench", "fault"]);
  const { me } = useRouteContext({ from: "/shell" });
  const { message } = App.useApp();
  const [form] = Form.useForm<Filled>();
  const away = Form.useWatch("account", form) ?? me.account;
  const colleagues = useQuery(colleaguesQuery(me.appointments[0]?.unit.id, undefined));
  const recording = useKeyedAct(recordAbsence, [["absences"], ["inbox"], ["colleagues"]]);
  const head = me.appointments.some(({ role }) => role.key === headRole);
  const standIn = Form.useWatch("stand_in", form);
  const [typed, type] = useState("");
  const items = useQuery(itemsQuery(useDeferredValue(typed.trim())));
  const people = (colleagues.data?.rows ?? []).map(({ account, name }) => ({ value: account, label: name }));
  const persons = head ? people : [{ value: me.account, label: me.name }];
  const record = (given: Filled) =>
    recording.mutate(bodyOf(given, me.account), {
      onSuccess: () => {
        message.success(t("away.recorded"));
        onClose();
      },
    });
  const rest = recording.error instanceof Fault ? recording.error.faults : [];
  const required = [{ required: true, message: t("fault:rule.required") }];
  return (
    <Modal
      open
      title={t("away.record")}
      okText={t("away.record")}
      okButtonProps={{ loading: recording.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="hint">{t("away.effect")}</p>
      <Failure fault={recording.error} />
      {rest.map(({ field, sentence }) => (
        <p key={field + sentence} className="fault-line">
          {sentence}
        </p>
      ))}
      <Form<Filled>
        form={form}
        name="absence"
        layout="vertical"
        initialValues={{ account: me.account }}
        onFinish={record}
      >
        <Form.Item name="account" label={t("away.who")} rules={required}>
          <Select disabled={!head} showSearch={{ optionFilterProp: "label" }} options={persons} />
        </Form.Item>
        <Form.Item name="days" label={t("away.days")} extra={t("away.daysHint")} rules={required}>
          <DatePicker.RangePicker aria-label={t("away.days")} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="ground" label={t("away.ground")}>
          <Radio.Group options={grounds.map((value) => ({ value, label: t(`away.grounds.${value}`) }))} />
        </Form.Item>
        <Form.Item name="stand_in" label={t("away.standInField")} extra={t("away.standInHint")}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            loading={colleagues.isFetching}
            notFoundContent={t("search.noMatch")}
            options={people.filter(({ value }) => value !== away)}
          />
        </Form.Item>
        {standIn && (
          <Form.Item name="items" label={t("away.items")} extra={t("away.itemsHint")}>
            <Select
              mode="multiple"
              showSearch={{ filterOption: false, onSearch: type }}
              options={items.data?.rows.map((item) => ({ value: item.key, label: named(item, i18n.language) }))}
            />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}

/** Whole days in Shanghai: from the first instant of the first to the last of the last. */
function bodyOf({ account, days: [from, to], ground, stand_in, items }: Filled, me: string): NewAbsence {
  const startOf = (day: Dayjs) => new Date(`${day.format("YYYY-MM-DD")}T00:00:00+08:00`).toISOString();
  return {
    ...(account !== me && { account }),
    from: startOf(from),
    to: startOf(to.add(1, "day")),
    ...(ground && { ground }),
    ...(stand_in && { stand_in }),
    ...(stand_in && items?.length && { items }),
  };
}
