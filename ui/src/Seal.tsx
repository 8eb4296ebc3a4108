/** The product's mark: a red seal with its two characters. The name stands beside it as text. */
export function Seal({ size = 40 }: { size?: number }) {
  return (
    <svg className="seal" width={size} height={size} viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <rect x="2" y="2" width="60" height="60" rx="9" fill="var(--seal)" />
      <rect
        x="6.5"
        y="6.5"
        width="51"
        height="51"
        rx="6"
        fill="none"
        stroke="#fff"
        strokeOpacity=".6"
        strokeWidth="1.6"
      />
      <text x="32" y="30" textAnchor="middle">
        明
      </text>
      <text x="32" y="54" textAnchor="middle">
        察
      </text>
    </svg>
  );
}
