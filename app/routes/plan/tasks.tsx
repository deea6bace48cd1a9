import { Form } from '@remix-run/react'
import type { PayerTasks, PlanTask } from '#server/services/api/plans.ts'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { drawWords, planAddress } from '../../plans/words.ts'
import { useWords } from '../../texts/words.ts'
import { contractName } from '../oversikt/contract-name.ts'

export interface TasksProps {
  readonly planId: string
  readonly payers: readonly PayerTasks[]
}

/** What is to be done, payer by payer, in order of date; each can be ticked off. */
export function Tasks({ planId, payers }: TasksProps) {
  const { t } = useWords()
  return (
    <section className="tasks" aria-labelledby="att-gora">
      <h2 id="att-gora">{t('plans.task.title')}</h2>
      {payers.length === 0 ? <p>{t('plans.task.none')}</p> : <p className="lead">{t('plans.task.lead')}</p>}
      {payers.map(({ provider, tasks }) => (
        <section key={provider} className="payer">
          <h3>{provider}</h3>
          <ul className="task-list">
            {tasks.map((task) => (
              <Task key={task.taskId} planId={planId} task={task} />
            ))}
          </ul>
        </section>
      ))}
    </section>
  )
}

function Task({ planId, task }: { readonly planId: string; readonly task: PlanTask }) {
  const { t, words } = useWords()
  const name = contractName(task.what, t)
  return (
    <li className={task.done ? 'task done' : 'task'}>
      <p className="task-what">
        {task.done ? <strong>{t('plans.task.done')} </strong> : null}
        {t(task.basis === 'law' ? 'plans.task.apply' : 'plans.task.begin', {
          name,
          draw: drawWords(task, t, words),
          month: words.month(task.firstMonth),
        })}
      </p>
      <p className={task.passed && !task.done ? 'task-date passed' : 'task-date'}>
        {t(task.passed ? 'plans.task.passed' : 'plans.task.by', { day: words.day(task.actBy) })}{' '}
        {t(`plans.task.basis.${task.basis}`)}
      </p>
      {task.irrevocable ? <p className="irrevocable">{t('plans.irrevocable')}</p> : null}
      {task.sending.kind === 'sent' ? (
        <p>
          {t(`plans.task.sending.${task.sending.state}`)} <a href="/planer/skickat">{t('plans.toSent')}</a>
        </p>
      ) : null}
      <Form method="post" action={planAddress(planId)} preventScrollReset>
        <HiddenFields values={{ uppgift: task.taskId, klar: task.done ? 'nej' : 'ja' }} />
        <button className="quiet" type="submit">
          {t(task.done ? 'plans.task.undo' : 'plans.task.tick')}
          <span className="visually-hidden"> {name}</span>
        </button>
      </Form>
    </li>
  )
}
