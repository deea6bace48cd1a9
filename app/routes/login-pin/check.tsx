import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

declare global {
  /** Where the check finds what does the work; set by altcha/external. */
  var $altcha: { readonly algorithms: Map<string, () => Worker> }
}

const algorithm = 'PBKDF2/SHA-256'

/**
 * The check that a visitor is no program (ALTCHA): their computer does a piece of work, and a hidden field of the form
 * around it takes the result. Made by script alone; its styles and worker are files of ours, as the policy wants.
 */
export function Check() {
  const { i18n } = useTranslation()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const here = place.current
    let isGone = false
    const show = async () => {
      const [{ default: Work }] = await Promise.all([
        import('altcha/workers/pbkdf2?worker'),
        import('altcha/external'),
        i18n.language === 'sv' ? import('altcha/i18n/sv') : null,
      ])
      globalThis.$altcha.algorithms.set(algorithm, () => new Work())
      if (isGone || here === null) return
      const widget = document.createElement('altcha-widget')
      widget.setAttribute('name', 'altcha')
      widget.setAttribute('auto', 'onload')
      widget.setAttribute('language', i18n.language)
      widget.setAttribute('challenge', '/login/pin/utmaning')
      widget.setAttribute('configuration', JSON.stringify({ hideFooter: true, hideLogo: true }))
      here.replaceChildren(widget)
    }
    void show()
    return () => {
      isGone = true
      here?.replaceChildren()
    }
  }, [i18n.language])
  return <div ref={place} className="check" />
}
