/** What Ant Design's form gives to a control of its own: value and change, and what ties it to its label and fault. */
export type Given<Value> = {
  id?: string;
  value?: Value;
  onChange?: (value: Value) => void;
  "aria-invalid"?: "true";
  "aria-describedby"?: string;
};
