import type { ExplainedTax } from '#server/services/api/explanation.ts'
import { useWords } from '../../texts/words.ts'
import { kronorAndOre } from './step-words.ts'
import { Steps } from './steps.tsx'

/** What is left after tax, and how the tax of a year came about. */
export function Tax({ tax }: { readonly tax: ExplainedTax | null }) {
  const { t } = useWords()
  return (
    <section aria-labelledby="tax">
      <h2 id="tax">{t('explanation.taxTitle')}</h2>
      {tax === null ? (
        <p>{t('explanation.noTax')}</p>
      ) : (
        <>
          <p>
            {t(`explanation.taxLead.${tax.on}`)} <a href="/om-dig">{t(`overview.aboutYou.${tax.on}`)}</a>
          </p>
          <dl className="step">
            <div>
              <dt>{t('explanation.taxGross')}</dt>
              <dd>{kronorAndOre(tax.gross, t)}</dd>
            </div>
            <div>
              <dt>{t('explanation.taxTax')}</dt>
              <dd>{kronorAndOre(-tax.tax, t)}</dd>
            </div>
            <div className="step-result">
              <dt>{t('explanation.taxNet')}</dt>
              <dd>{kronorAndOre(tax.net, t)}</dd>
            </div>
          </dl>
          <Steps steps={tax.steps} />
        </>
      )}
    </section>
  )
}
