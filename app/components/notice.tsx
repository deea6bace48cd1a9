import type { ReactNode } from 'react'

export interface NoticeProps {
  readonly title: string
  readonly tone: 'calm' | 'warning'
  readonly children?: ReactNode
}

/** Something the reader should know before the rest. */
export function Notice({ title, tone, children }: NoticeProps) {
  return (
    <div className={`notice ${tone}`}>
      <p className="notice-title">{title}</p>
      {children}
    </div>
  )
}
