/** Three levels on one ground: what the product gathers. */
export function Mark() {
  return (
    <svg className="mark-sign" viewBox="0 0 28 28" aria-hidden="true" focusable="false">
      <rect x="3" y="17" width="22" height="8" rx="1.5" />
      <rect x="3" y="10" width="15" height="5" rx="1.5" />
      <rect x="3" y="3" width="8" height="5" rx="1.5" />
    </svg>
  )
}
