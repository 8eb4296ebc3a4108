import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { App, DatePicker, Form, Input, Modal, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { Fault } from "../../fault";
import { Failure } from "../../shared/Failure";
import { UnitField } from "../../shared/UnitField";
import { useKeyedAct } from "../../shared/useKeyedAct";
import { named } from "../../show";
import type { Account } from "../accounts/api";
import { AccountField } from "./AccountField";
import { appoint, appointmentsQuery, type NewAppointment, rolesQuery } from "./api";
import { Clashes } from "./Clashes";
import { clashes } from "./separation";

type Filled = { account: string; role: string; unit: string; from?: Dayjs; to?: Dayjs; reason?: string };

/** Gives a person a role in a unit. Roles that two people must hold are told before the server refuses them. */
export function AppointDialog({ account, onClose }: { account?: Account; onClose: () => void }) {
  const { t, i18n } = useTranslation(["administration", "fault"]);
  const { message } = App.useApp();
  const [form] = Form.useForm<Filled>();
  const filled = Form.useWatch([], form) as Partial<Filled> | undefined;
  const roles = useQuery(rolesQuery);
  const person = account?.id ?? filled?.account;
  const held = useInfiniteQuery({ ...appointmentsQuery({ account: person }), enabled: person !== undefined });
  const appointing = useKeyedAct(appoint, [["appointments"], ["accounts"]]);
  const against = clashes(
    held.data?.pages.flatMap((page) => page.rows) ?? [],
    { role: filled?.role, unit: filled?.unit, from: startOf(filled?.from), to: startOf(filled?.to) },
    roles.data ?? { incompatible: [] },
  );
  const give = (given: Filled) =>
    appointing.mutate(bodyOf(given, account?.id), {
      onSuccess: () => {
        message.success(t("appointments.done"));
        onClose();
      },
    });
  const rest = appointing.error instanceof Fault ? appointing.error.faults : [];
  const required = [{ required: true, message: t("fault:rule.required") }];
  return (
    <Modal
      open
      title={t("appointments.appoint")}
      okText={t("appointments.appoint")}
      okButtonProps={{ loading: appointing.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Failure fault={appointing.error} />
      {rest.map(({ field, sentence }) => (
        <p key={field + sentence} className="fault-line">
          {sentence}
        </p>
      ))}
      <Clashes found={against} />
      <Form<Filled> form={form} name="appointment" layout="vertical" onFinish={give}>
        {account ? (
          <p>{t("appointments.for", { name: account.name, login: account.login })}</p>
        ) : (
          <Form.Item name="account" label={t("appointments.person")} rules={required}>
            <AccountField label={t("appointments.person")} />
          </Form.Item>
        )}
        <Form.Item name="role" label={t("appointments.role")} rules={required}>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            options={roles.data?.rows.map((role) => ({ value: role.key, label: named(role, i18n.language) }))}
          />
        </Form.Item>
        <Form.Item name="unit" label={t("appointments.unit")} rules={required}>
          <UnitField label={t("appointments.unit")} />
        </Form.Item>
        <Form.Item name="from" label={t("appointments.from")} extra={t("appointments.fromHint")}>
          <DatePicker />
        </Form.Item>
        <Form.Item name="to" label={t("appointments.to")} extra={t("appointments.toHint")}>
          <DatePicker />
        </Form.Item>
        <Form.Item name="reason" label={t("reason.label")}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** The first instant of a chosen day in Shanghai. */
const startOf = (day?: Dayjs) => day && new Date(`${day.format("YYYY-MM-DD")}T00:00:00+08:00`).toISOString();

function bodyOf({ account, role, unit, from, to, reason }: Filled, person?: string): NewAppointment {
  return {
    account: person ?? account,
    role,
    unit,
    ...(from && { from: startOf(from) }),
    ...(to && { to: startOf(to) }),
    ...(reason?.trim() && { reason: reason.trim() }),
  };
}
