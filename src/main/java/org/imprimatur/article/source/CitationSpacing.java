package org.imprimatur.article.source;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** Sets a citation directly behind the word it supports, so that no line begins with one, as printers do. */
final class CitationSpacing extends AbstractVisitor {

    @Override
    public void visit(CustomNode node) {
        if (node instanceof Citation) {
            var before = node.getPrevious();
            if (before instanceof SoftLineBreak) {
                var lineBreak = before;
                before = before.getPrevious();
                lineBreak.unlink();
            }
            if (before instanceof Text text) {
                text.setLiteral(text.getLiteral().stripTrailing());
            }
        }
        visitChildren(node);
    }
}
