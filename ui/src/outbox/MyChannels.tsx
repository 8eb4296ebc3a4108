import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Checkbox, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { languages } from "../i18n";
import { Failure } from "../shared/Failure";
import { legalInstant } from "../show";
import { changeChannel, forgetChannel, type MyChannel, myChannels, verifyChannel } from "./api";

/** Where notices reach me outside the house, if this house has a channel for it. */
export function MyChannels() {
  const { t } = useTranslation("outbox");
  const { data, error } = useQuery(myChannels);
  if (data?.rows.length === 0) return null;
  return (
    <Card title={t("mine.title")}>
      <p className="hint">{t("mine.lead")}</p>
      <Failure fault={error} />
      {data?.rows.map((mine) => (
        <OneChannel key={`${mine.channel} ${mine.address ?? ""}`} mine={mine} />
      ))}
    </Card>
  );
}

function OneChannel({ mine }: { mine: MyChannel }) {
  const { t } = useTranslation("outbox");
  return (
    <section aria-label={t(`channel.${mine.channel}`)} style={{ maxWidth: 420 }}>
      <h3>{t(`channel.${mine.channel}`)}</h3>
      <p role="status">{useStanding(mine)}</p>
      <AddressForm mine={mine} />
      {mine.pending && <CodeForm mine={mine} />}
    </section>
  );
}

/** How an address stands, in words. */
function useStanding({ address, verified, refused, pending }: MyChannel) {
  const { t } = useTranslation("outbox");
  if (address === undefined) return t("mine.none");
  if (verified) return t("mine.verified", { at: legalInstant(verified) });
  if (pending) return t("mine.pending");
  return refused ? t("mine.refused", { at: legalInstant(refused) }) : t("mine.unverified");
}

function useChange<Given>(act: (given: Given) => Promise<unknown>) {
  const cache = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: () => cache.invalidateQueries(myChannels) });
}

function AddressForm({ mine }: { mine: MyChannel }) {
  const { t } = useTranslation(["outbox", "fault"]);
  const save = useChange((body: Parameters<typeof changeChannel>[1]) => changeChannel(mine.channel, body));
  const forget = useChange(() => forgetChannel(mine.channel));
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      initialValues={{ ...mine, wanted: mine.address === undefined || mine.wanted }}
      onFinish={save.mutate}
    >
      <Failure fault={save.error ?? forget.error} />
      <Form.Item
        name="address"
        label={t(`mine.address.${mine.channel}`)}
        rules={[{ required: true, message: t("fault:rule.required") }]}
      >
        <Input
          inputMode={mine.channel === "mail" ? "email" : "tel"}
          autoComplete={mine.channel === "mail" ? "email" : "tel"}
        />
      </Form.Item>
      <Form.Item name="language" label={t("mine.language")}>
        <Select options={Object.entries(languages).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="wanted" valuePropName="checked">
        <Checkbox>{t("mine.wanted")}</Checkbox>
      </Form.Item>
      <Button htmlType="submit" loading={save.isPending}>
        {t("mine.save")}
      </Button>{" "}
      {mine.address !== undefined && (
        <Button type="text" danger loading={forget.isPending} onClick={() => forget.mutate(undefined)}>
          {t("mine.forget")}
        </Button>
      )}
    </Form>
  );
}

function CodeForm({ mine }: { mine: MyChannel }) {
  const { t } = useTranslation(["outbox", "fault"]);
  const verify = useChange(({ code }: { code: string }) => verifyChannel(mine.channel, code.trim()));
  return (
    <Form layout="inline" requiredMark={false} onFinish={verify.mutate}>
      <Failure fault={verify.error} />
      <Form.Item name="code" label={t("mine.code")} rules={[{ required: true, len: 8, message: t("mine.code") }]}>
        <Input autoComplete="one-time-code" maxLength={8} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={verify.isPending}>
        {t("mine.verify")}
      </Button>
    </Form>
  );
}
