import { useLocation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'

/** An ordinary form: a change of language is a new page in the new language. */
export function LanguageSwitch({ action }: { readonly action: '/sprak' | '/embed/sprak' }) {
  const { t, i18n } = useTranslation()
  const { pathname, search } = useLocation()
  const other = i18n.language === 'sv' ? 'en' : 'sv'
  return (
    <form method="post" action={action}>
      <input type="hidden" name="till" value={pathname + search} />
      <button className="quiet" type="submit" name="sprak" value={other} lang={other}>
        {t('shell.otherLanguage')}
      </button>
    </form>
  )
}
