/** The parts of every form: label above, help below, what is wrong next to the field and once more on top. */
import type { HTMLAttributes, InputHTMLAttributes, ReactNode } from 'react'
import { useEffect, useRef } from 'react'
import { Notice } from './notice.tsx'

/** What is wrong with a field, by its name, in words that say how to mend it. */
export type FieldErrors = Readonly<Record<string, string>>

export interface ErrorSummaryProps {
  readonly title: string
  readonly errors: FieldErrors
}

/** Takes focus when it comes, so that it is read first; each line leads to its field. */
export function ErrorSummary({ title, errors }: ErrorSummaryProps) {
  const summary = useRef<HTMLDivElement>(null)
  const texts = Object.entries(errors)
  useEffect(() => {
    if (Object.keys(errors).length > 0) summary.current?.focus()
  }, [errors])
  if (texts.length === 0) return null
  return (
    <div ref={summary} tabIndex={-1} role="alert">
      <Notice tone="warning" title={title}>
        <ul>
          {texts.map(([name, text]) => (
            <li key={name}>
              <a href={`#${name}`}>{text}</a>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  )
}

interface FieldProps {
  /** Of the control, which has it as its id too. */
  readonly name: string
  readonly label: string
  readonly help?: string | undefined
  readonly error?: string | undefined
}

/** What a control says of itself to those who cannot see what stands around it. */
const described = ({ name, help, error }: FieldProps) => {
  const by = [error === undefined ? [] : `${name}-fel`, help === undefined ? [] : `${name}-hjalp`].flat()
  return {
    id: name,
    name,
    'aria-invalid': error !== undefined,
    ...(by.length > 0 && { 'aria-describedby': by.join(' ') }),
  } as const
}

function WrongWith({ name, error }: FieldProps) {
  if (error === undefined) return null
  return (
    <p className="error" id={`${name}-fel`}>
      {error}
    </p>
  )
}

function HelpWith({ name, help }: FieldProps) {
  if (help === undefined) return null
  return (
    <p className="help" id={`${name}-hjalp`}>
      {help}
    </p>
  )
}

function Framed({ children, ...field }: FieldProps & { readonly children: ReactNode }) {
  const { name, label } = field
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      {children}
      <WrongWith {...field} />
      <HelpWith {...field} />
    </div>
  )
}

export interface InputFieldProps extends FieldProps {
  readonly value: string
  readonly type?: 'text' | 'email' | 'date' | 'password'
  readonly inputMode?: HTMLAttributes<HTMLInputElement>['inputMode']
  /** What stands after the control: `kr/månad`, `%`. */
  readonly unit?: string
  readonly input?: Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'defaultValue' | 'type'>
}

/**
 * One line of text. Amounts are text with a numeric keyboard: a number field would throw away what it cannot read, and
 * the saver could not be told what was wrong with it.
 */
export function InputField({ value, type = 'text', inputMode, unit, input, ...field }: InputFieldProps) {
  return (
    <Framed {...field}>
      <span className="with-unit">
        <input {...input} {...described(field)} type={type} inputMode={inputMode} defaultValue={value} />
        {unit === undefined ? null : <span className="unit">{unit}</span>}
      </span>
    </Framed>
  )
}

export interface TextFieldProps extends FieldProps {
  readonly value: string
}

/** Several lines of the saver's own words. */
export function TextField({ value, ...field }: TextFieldProps) {
  return (
    <Framed {...field}>
      <textarea {...described(field)} rows={6} defaultValue={value} />
    </Framed>
  )
}

export interface SelectFieldProps extends FieldProps {
  readonly value: string
  readonly options: readonly { readonly value: string; readonly text: string }[]
}

export function SelectField({ value, options, ...field }: SelectFieldProps) {
  return (
    <Framed {...field}>
      <select {...described(field)} defaultValue={value}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </Framed>
  )
}

export interface CheckFieldProps extends FieldProps {
  readonly checked: boolean
}

export function CheckField({ checked, ...field }: CheckFieldProps) {
  const { name, label } = field
  return (
    <div className="field">
      <div className="check">
        <input {...described(field)} type="checkbox" value="ja" defaultChecked={checked} />
        <label htmlFor={name}>{label}</label>
      </div>
      <WrongWith {...field} />
      <HelpWith {...field} />
    </div>
  )
}

export interface ChoiceFieldProps extends FieldProps {
  readonly value: string
  readonly options: readonly { readonly value: string; readonly text: string }[]
}

/** A few alternatives that are all worth seeing at once. */
export function ChoiceField({ value, options, ...field }: ChoiceFieldProps) {
  const { name, label, error } = field
  return (
    <fieldset className="field choice" aria-invalid={error !== undefined}>
      <legend>{label}</legend>
      <WrongWith {...field} />
      {options.map((option, index) => {
        const id = index === 0 ? name : `${name}-${option.value}`
        return (
          <div key={option.value} className="check">
            <input id={id} name={name} type="radio" value={option.value} defaultChecked={option.value === value} />
            <label htmlFor={id}>{option.text}</label>
          </div>
        )
      })}
      <HelpWith {...field} />
    </fieldset>
  )
}
