import { Alert, Checkbox, Form, Input, Modal, Select } from "antd";
import { useTranslation } from "react-i18next";
import { topics } from "../../complaints/api";
import { useFaultWords } from "../../faultWords";
import { UnitField } from "../../shared/UnitField";
import { useKeyedAct } from "../../shared/useKeyedAct";
import { type TakenComplaint, takeComplaint } from "./api";

type Given = Omit<TakenComplaint, "complainant"> & { name?: string; phone?: string };

/** Takes in a complaint that came to a window, by the hotline or as a petition. */
export function TakeDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["supervision", "complaint"]);
  const words = useFaultWords();
  const [form] = Form.useForm<Given>();
  const anonymous = Form.useWatch("anonymous", form);
  const act = useKeyedAct(
    ({ name = "", phone = "", number, ...rest }: Given, key) => {
      const whole = { ...rest, anonymous: rest.anonymous === true, ...(number && { number }) };
      return takeComplaint(whole.anonymous ? whole : { ...whole, complainant: { name, phone } }, key);
    },
    [["complaints"]],
  );
  const needed = [{ required: true, message: t("complaints.needed") }];
  if (act.data) {
    return (
      <Modal open title={t("complaints.take")} onOk={onClose} onCancel={onClose} cancelButtonProps={{ hidden: true }}>
        <Alert
          type="success"
          showIcon
          role="status"
          title={t("complaints.taken", { number: act.data.number, code: act.data.query_code })}
        />
      </Modal>
    );
  }
  return (
    <Modal
      open
      title={t("complaints.take")}
      okText={t("complaints.take")}
      okButtonProps={{ loading: act.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      {act.error && <Alert type="error" showIcon role="alert" title={words(act.error)} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ source: "hotline", topic: "attitude", anonymous: false }}
        onFinish={(given) => act.mutate(given)}
      >
        <Form.Item name="source" label={t("complaints.field.source")} rules={needed}>
          <Select
            options={(["window", "hotline", "petition"] as const).map((value) => ({
              value,
              label: t(`complaint:source.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="unit" label={t("complaints.about")} rules={needed}>
          <UnitField label={t("complaints.about")} />
        </Form.Item>
        <Form.Item name="topic" label={t("complaints.field.topic")} rules={needed}>
          <Select options={topics.map((value) => ({ value, label: t(`complaint:topic.${value}`) }))} />
        </Form.Item>
        <Form.Item name="number" label={t("complaints.field.number")}>
          <Input maxLength={50} />
        </Form.Item>
        <Form.Item
          name="text"
          label={t("complaints.text")}
          rules={[...needed, { min: 5, message: t("complaints.needed") }]}
        >
          <Input.TextArea rows={4} maxLength={4000} showCount />
        </Form.Item>
        <Form.Item name="anonymous" valuePropName="checked">
          <Checkbox>{t("complaints.field.anonymous")}</Checkbox>
        </Form.Item>
        {!anonymous &&
          (["name", "phone"] as const).map((field) => (
            <Form.Item key={field} name={field} label={t(`complaints.field.${field}`)} rules={needed}>
              <Input maxLength={field === "name" ? 100 : 20} />
            </Form.Item>
          ))}
      </Form>
    </Modal>
  );
}
