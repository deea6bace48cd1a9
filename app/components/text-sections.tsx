export interface TextSectionsProps {
  readonly sections: readonly { readonly heading: string; readonly text: readonly string[] }[]
  /** Inside another section the headings are one level down. */
  readonly level?: 2 | 3
}

/** Running text under headings: the terms, and what the figures rest on. */
export function TextSections({ sections, level = 2 }: TextSectionsProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return sections.map(({ heading, text }) => (
    <section className="running-text" key={heading}>
      <Heading>{heading}</Heading>
      {text.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </section>
  ))
}
