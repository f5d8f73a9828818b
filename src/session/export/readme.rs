//! What a project taken away says of itself: takes its title and its
//! documents, gives the text of its README in French.

/// Writes how the documents are printed and what the folder holds.
pub(super) fn text(title: &str, names: &[&str]) -> String {
    let commands: String = names.iter().map(|name| command(name)).collect();
    let example = names.first().unwrap_or(&"corrige");
    format!(
        "\
# {title}

Ce dossier se suffit : la commande officielle `typst`, version 0.15.1, en tire
les mêmes pages que `corrige build`, sans réseau et sans les polices de
l’ordinateur. Dans ce dossier :

```sh
{commands}```

Les fichiers obtenus répondent à PDF/UA-1 (accessibilité) et à PDF/A-2a
(archivage). Leurs octets diffèrent de ceux de `corrige build`, qui y écrit ses
propres métadonnées ; les pages sont les mêmes.

## Ce qu’il contient

Chaque document a son dossier. Ainsi, dans `{example}` :

- `{example}.typ` : le fichier à imprimer, avec le titre et la date du document ;
- `sheet.json` : tout ce que dit le document, nombres calculés compris ;
- `templates` : les gabarits, à modifier librement ;
- `subject` : les images, s’il y en a.

Les polices, avec leurs licences, sont dans `fonts`.

Pour les sujets, `corrige` compose de petites pages, puis les agrandit à la
taille du papier. Ici, les longueurs des gabarits sont déjà agrandies.
"
    )
}

fn command(name: &str) -> String {
    format!(
        "typst compile --root {name} --font-path fonts --ignore-system-fonts \
         --pdf-standard ua-1,a-2a {name}/{name}.typ {name}.pdf\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_document_has_its_command() {
        let text = text("Corrigé", &["corrige", "sujet-a3"]);
        assert!(text.starts_with("# Corrigé\n"));
        assert_eq!(text.lines().filter(|line| line.starts_with("typst compile ")).count(), 2);
        assert!(text.contains(" sujet-a3/sujet-a3.typ sujet-a3.pdf\n"));
    }
}
