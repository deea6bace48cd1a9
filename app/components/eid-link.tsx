import { useRouteLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { loginAddress } from './addresses.ts'

/** Whether the saver came by personal number and PIN, as the frame around every page knows. */
export const useByPin = (): boolean => useRouteLoaderData<{ readonly byPin?: boolean }>('root')?.byPin === true

export interface EidLinkProps {
  readonly to: string
  readonly className?: string
  readonly children: ReactNode
}

/** To what takes an e-ID: for one who came by PIN, by way of the login, and said so. */
export function EidLink({ to, className, children }: EidLinkProps) {
  const { t } = useTranslation()
  const byPin = useByPin()
  return (
    <span>
      <a className={className} href={byPin ? loginAddress(to) : to}>
        {children}
      </a>
      {byPin ? <span className="help"> ({t('session.takesEid')})</span> : null}
    </span>
  )
}
